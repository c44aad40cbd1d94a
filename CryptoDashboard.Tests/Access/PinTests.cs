using CryptoDashboard.Core.Access;

namespace CryptoDashboard.Tests.Access;

public sealed class PinTests
{
    public static TheoryData<string, string> Weak => new()
    {
        { "12345", "6 to 12 digits" },
        { "1234567890123", "6 to 12 digits" },
        { "", "6 to 12 digits" },
        { "12a456", "digits only" },
        { "٨٤٦٢٠٥", "digits only" },
        { "84620 ", "digits only" },
        { "000000", "repeats" },
        { "777777777777", "repeats" },
        { "121212", "repeats" },
        { "123123", "repeats" },
        { "48294829", "repeats" },
        { "4824824", "repeats" },
        { "123321", "repeats" },
        { "8462648", "repeats" },
        { "223344", "repeats" },
        { "99553311", "repeats" },
        { "123456", "counts up or down" },
        { "987654321", "counts up or down" },
        { "890123", "counts up or down" },
        { "135791", "counts up or down" },
        { "100010", "fewer than three" },
        { "311299", "date" },
        { "123199", "date" },
        { "990131", "date" },
        { "198412", "date" },
        { "121984", "date" },
        { "24031999", "date" },
        { "19990324", "date" },
        { "147258", "most used" },
        { "159753", "most used" },
        { "246810", "most used" },
        { "5201314", "most used" },
    };

    [Theory]
    [MemberData(nameof(Weak))]
    public void A_weak_PIN_is_refused_with_its_sentence(string pin, string says)
    {
        Assert.Contains(says, Pin.Judge(pin)?.Sentence ?? "(taken)", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("846205")]
    [InlineData("907341")]
    [InlineData("5830627")]
    [InlineData("73920586")]
    [InlineData("604917385261")]
    public void A_PIN_without_a_pattern_is_taken(string pin)
    {
        Assert.Null(Pin.Judge(pin));
    }

    [Fact]
    public void Most_PINs_of_six_digits_stay_free()
    {
        var free = Enumerable.Range(0, 1_000_000).Count(number => Pin.Judge($"{number:000000}") is null);

        Assert.InRange(free, 900_000, 995_000);
    }

    [Fact]
    public void No_sentence_of_a_refusal_repeats_the_PIN()
    {
        Assert.All(Weak.Select(row => (Pin: row.Data.Item1, Refusal: Pin.Judge(row.Data.Item1))), judged =>
        {
            if (judged.Pin.Length > 0)
                Assert.DoesNotContain(judged.Pin, judged.Refusal!.ToString(), StringComparison.Ordinal);
        });
    }
}
