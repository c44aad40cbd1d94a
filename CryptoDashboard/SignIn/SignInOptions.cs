namespace CryptoDashboard.SignIn;

/// <summary>Settings under <c>Access</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>Minutes without activity after which a page locks; 1 to 1,440.</summary>
    public double IdleMinutes { get; set; } = 30;

    /// <summary>Days after which one has to sign in anew however active one was; 1 to 90.</summary>
    public int SessionDays { get; set; } = 7;

    public IEnumerable<string> Faults()
    {
        if (IdleMinutes is < 0.05 or > 1_440)
            yield return $"Access:IdleMinutes is {IdleMinutes}; it must be between 1 and 1440.";
        if (SessionDays is < 1 or > 90)
            yield return $"Access:SessionDays is {SessionDays}; it must be between 1 and 90.";
    }
}
