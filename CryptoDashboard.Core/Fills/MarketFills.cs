using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Fills;

/// <summary>The fills of one market as they are assumed, each part from the nearest that is known well enough. A backtest keeps the one it ran with.</summary>
public sealed record MarketFills
{
    /// <summary>As exchange:BASE/QUOTE.</summary>
    public required string Market { get; init; }

    /// <summary>The part of it before the colon.</summary>
    public string Exchange => Market.Split(':')[0];

    /// <summary>The version: when it was learnt; null where nothing was yet.</summary>
    public DateTimeOffset? LearntAt { get; init; }

    public required IReadOnlyList<FillFigure> Figures { get; init; }

    /// <summary>Whether all of it is a cautious guess.</summary>
    public bool IsGuess() => Figures.All(f => f.Basis == FillBasis.Default);

    public FillFigure this[FillPart part] => Figures.First(f => f.Part == part);

    /// <summary>Ordinary assumptions of a level, each part within what is believed.</summary>
    /// <param name="seed">Of the dice of waiting limits.</param>
    public FillAssumptions At(FillLevel level, ulong seed = 0, decimal? volumeShare = null) => new()
    {
        Spread = Rounded(this[FillPart.Spread].At(level)),
        Slippage = Rounded(this[FillPart.Slippage].At(level)),
        LatencyMs = Math.Round(this[FillPart.Latency].At(level), 1),
        FillChance = Math.Round(this[FillPart.Chance].At(level), 4),
        Seed = seed,
        VolumeShare = volumeShare,
    };

    /// <summary>What is assumed of a market by lessons that were learnt together: its own, else its exchange's, else the cautious guess.</summary>
    public static MarketFills Of(MarketId market, IEnumerable<FillLesson> lessons)
    {
        FillLesson? own = null, whole = null;
        foreach (var lesson in lessons)
        {
            if (lesson.IsOf(market))
                own = lesson;
            else if (lesson.IsOfExchange && lesson.Exchange == market.Exchange)
                whole = lesson;
        }
        return new()
        {
            Market = market.ToString(),
            LearntAt = own?.LearntAt ?? whole?.LearntAt,
            Figures = [.. Enum.GetValues<FillPart>().Select(part => Of(part, own?.Ranges.GetValueOrDefault(part), whole?.Ranges.GetValueOrDefault(part)))],
        };
    }

    private static FillFigure Of(FillPart part, LearntRange? own, LearntRange? whole)
    {
        var (basis, range) = own?.Samples >= FillDefaults.Enough(part) ? (FillBasis.Market, own)
            : whole is not null && FillDefaults.SpeaksForOthers(part, whole) ? (FillBasis.Exchange, whole)
            : (FillBasis.Default, FillDefaults.Cautious(part));
        return new(part, basis, FillDefaults.Believed(part, range.P10), FillDefaults.Believed(part, range.P50), FillDefaults.Believed(part, range.P90), own?.Samples ?? 0);
    }

    // Eight decimals of a ratio are a ten-thousandth of a basis point, and read the same everywhere.
    private static decimal Rounded(double ratio) => Math.Round((decimal)ratio, 8);
}
