namespace CryptoDashboard.Core.MarketContext;

/// <summary>The weather at one time. What a source could not say is null.</summary>
public sealed class MarketMood
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? Bitcoin { get; set; }

    /// <summary>US dollars.</summary>
    public decimal? Ether { get; set; }

    /// <summary>Bitcoin's share of the market cap of all coins: 0.55 = 55 %.</summary>
    public double? BitcoinDominance { get; set; }

    public double? EtherDominance { get; set; }

    /// <summary>Of all coins, US dollars.</summary>
    public decimal? TotalCap { get; set; }

    /// <summary>0 = extreme fear, 100 = extreme greed.</summary>
    public int? FearGreed { get; set; }

    public Trend Trend { get; set; }

    /// <summary>Bitcoin's, a year: 0.5 = 50 %.</summary>
    public double? Volatility { get; set; }

    public VolatilityRegime Regime { get; set; }

    /// <summary>What the index means, in a word.</summary>
    public static string Word(int fearGreed) => fearGreed switch
    {
        < 25 => "extreme fear",
        < 46 => "fear",
        < 55 => "neutral",
        < 76 => "greed",
        _ => "extreme greed",
    };
}
