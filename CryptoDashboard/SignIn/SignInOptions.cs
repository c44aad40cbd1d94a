namespace CryptoDashboard.SignIn;

/// <summary>Settings under <c>Access</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>Minutes without activity after which a page locks; 0.05 to 1,440.</summary>
    public double IdleMinutes { get; set; } = 30;

    /// <summary>Days after which one has to sign in anew however active one was; 1 to 90.</summary>
    public int SessionDays { get; set; } = 7;

    /// <summary>What is wrong with the settings, as sentences.</summary>
    public static IEnumerable<string> Faults(IConfiguration section)
    {
        SignInOptions options;
        try
        {
            options = section.Get<SignInOptions>() ?? new SignInOptions();
        }
        catch (InvalidOperationException)
        {
            return [$"Access:IdleMinutes is '{section["IdleMinutes"]}' and Access:SessionDays is '{section["SessionDays"]}'; both must be numbers, the days whole."];
        }
        return options.Faults();
    }

    public IEnumerable<string> Faults()
    {
        // Written so that not-a-number is a fault too.
        if (IdleMinutes is not (>= 0.05 and <= 1_440))
            yield return $"Access:IdleMinutes is {IdleMinutes}; it must be between 0.05 and 1440.";
        if (SessionDays is < 1 or > 90)
            yield return $"Access:SessionDays is {SessionDays}; it must be between 1 and 90.";
    }
}
