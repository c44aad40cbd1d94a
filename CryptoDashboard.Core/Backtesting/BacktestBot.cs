using System.Text.Json.Serialization;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>One bot of a backtest: what a bot that lives is given, without its life.</summary>
public sealed record BacktestBot
{
    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Name in the <see cref="StrategyCatalogue"/>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Values for its parameters; what is missing has its default.</summary>
    public ParameterSet Parameters { get; init; } = ParameterSet.Empty;

    /// <summary>Quote units.</summary>
    public required decimal Capital { get; init; }

    public RiskProfile Risk { get; init; } = RiskProfile.Default;

    /// <summary>Filters and fees of the market.</summary>
    public TradingRules Rules { get; init; } = TradingRules.Default;

    /// <summary>How its market fills; null as the settings say for all.</summary>
    public FillAssumptions? Fills { get; init; }

    /// <summary>What it was when the run begins; null begins with the capital and nothing held.</summary>
    [JsonIgnore]
    public BacktestStart? Start { get; init; }

    /// <summary>Makes the strategy where it is in no catalogue; null takes it from there.</summary>
    [JsonIgnore]
    public Func<IStrategy>? Make { get; init; }

    /// <exception cref="ArgumentException">The parameters do not fit the strategy.</exception>
    /// <exception cref="KeyNotFoundException">There is no such strategy.</exception>
    public IStrategy MakeStrategy() => Make is { } make ? make() : StrategyCatalogue.Get(Strategy).Create(Parameters);
}
