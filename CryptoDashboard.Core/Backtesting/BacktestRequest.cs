using System.Text.Json;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a person asks to be backtested, as it is stored and can be asked again: one strategy on one market or several, the money shared evenly.</summary>
public sealed record BacktestRequest
{
    public required string Name { get; init; }

    /// <summary>As exchange:BASE/QUOTE, one or more of one quote currency; not looked at where a universe decides.</summary>
    public required IReadOnlyList<string> Markets { get; init; }

    /// <summary>Decides at each look which markets are traded, by what was known then; null trades those of the list.</summary>
    public Universe? Universe { get; init; }

    /// <summary>Most markets of the universe that are traded at once; each has an even share of the capital. Null for all of its members.</summary>
    public int? Places { get; init; }

    public required string Timeframe { get; init; }

    public required string Strategy { get; init; }

    public IReadOnlyDictionary<string, decimal> Parameters { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Of all markets together; quote units.</summary>
    public required decimal Capital { get; init; }

    /// <summary>Where trading begins; null with the first candle.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where it ends, exclusive; null with the last candle.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Shares of equity: 0.25 = 25 %.</summary>
    public decimal TradeShare { get; init; } = 0.25m;

    public decimal MaxExposure { get; init; } = 1;

    /// <summary>The rest of the risk profile, as <see cref="RiskProfile.ToJson"/> writes it.</summary>
    public JsonElement? Risk { get; init; }

    /// <summary>Fees in place of the market's own; 0.001 = 0.1 %.</summary>
    public decimal? MakerFee { get; init; }

    public decimal? TakerFee { get; init; }

    /// <summary>Whether the costs that follow count, or what was learnt does.</summary>
    public FillSource Fills { get; init; }

    /// <summary>What had been learnt of each market when this was asked for, in their order: asked again, it gives the same. Null while it is to be looked up.</summary>
    public IReadOnlyList<MarketFills>? Learnt { get; init; }

    public decimal Spread { get; init; }

    public decimal Slippage { get; init; }

    public double LatencyMs { get; init; }

    /// <summary>Largest share of a candle's volume one order may be of.</summary>
    public decimal? VolumeShare { get; init; }

    public FillMoment FillAt { get; init; }

    /// <summary>Whether shorter candles, where they are stored for the whole stretch, decide what was met first.</summary>
    public bool UsesFinerCandles { get; init; } = true;

    /// <summary>Histories drawn from the same candles and traded beside the real one, 0 to <see cref="OtherHistories.Most"/>; 0 draws none.</summary>
    public int Histories { get; init; } = 100;

    /// <summary>Of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <exception cref="JsonException">It is no request.</exception>
    public static BacktestRequest FromJson(string json) => JsonSerializer.Deserialize<BacktestRequest>(json, ReportJson.Options) ?? throw new JsonException("It is no request.");

    internal RiskProfile Profile() => RiskProfile.FromJson(Risk?.GetRawText(), TradeShare, MaxExposure);

    /// <summary>The parameters as strategies take them.</summary>
    public ParameterSet ParameterValues() => new(new SortedDictionary<string, decimal>(Parameters.ToDictionary(), StringComparer.Ordinal));
}
