using System.Text.Json;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What a person asks to be searched for, complete enough to be taken up at any time: the same plan, candles and seed try the same.</summary>
public sealed record OptimisationPlan
{
    /// <summary>More trials than this are no search but a wait; each is kept with its returns.</summary>
    public const int MostTrials = 20_000;

    public required string Name { get; init; }

    /// <summary>Name in the catalogue.</summary>
    public required string Strategy { get; init; }

    /// <summary>As exchange:BASE/QUOTE.</summary>
    public required string Market { get; init; }

    public required string Timeframe { get; init; }

    /// <summary>By parameter of the strategy, where what is missing has its default, or by guard of a position, where it is that of <see cref="Guards"/>.</summary>
    public required IReadOnlyDictionary<string, ParameterRange> Ranges { get; init; }

    public SearchMethod Method { get; init; } = SearchMethod.Tpe;

    /// <summary>How many combinations are tried; a grid tries all it has, which must not be more.</summary>
    public int Trials { get; init; } = 200;

    public ulong Seed { get; init; } = 1;

    public Objective Objective { get; init; } = new();

    /// <summary>Where trading begins; null with the first candle.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where it ends, exclusive; null with the last candle.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Share of the time, at its end, that the search never sees; the best is tried there once. 0 to 0.8.</summary>
    public double HoldOut { get; init; }

    /// <summary>Whether the search is repeated in windows that move through time; null does without.</summary>
    public WalkForwardPlan? WalkForward { get; init; }

    /// <summary>Quote units.</summary>
    public decimal Capital { get; init; } = 10_000;

    /// <summary>Share of equity spent by one entry.</summary>
    public decimal TradeShare { get; init; } = 0.25m;

    public decimal MaxExposure { get; init; } = 1;

    /// <summary>The rest of the risk profile, as <see cref="RiskProfile.ToJson"/> writes it.</summary>
    public string? Guards { get; init; }

    /// <summary>Share of what is received, 0.001 = 0.1 %; null takes the market's own.</summary>
    public decimal? Fee { get; init; }

    /// <summary>Ratio of the price, as are the slippage's.</summary>
    public decimal Spread { get; init; }

    public decimal Slippage { get; init; }

    public FillMoment FillAt { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <exception cref="JsonException">It is no plan.</exception>
    public static OptimisationPlan FromJson(string json) => JsonSerializer.Deserialize<OptimisationPlan>(json, ReportJson.Options) ?? throw new JsonException("It is no plan.");

    /// <summary>Everything wrong with it, by field (a parameter's name, or that of a property).</summary>
    public IReadOnlyList<(string Field, string Fault)> Faults()
    {
        var faults = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 120)
            faults.Add((nameof(Name), "Give it a name of 1 to 120 characters."));
        if (!MarketId.TryParse(Market, out _))
            faults.Add((nameof(Market), $"'{Market}' is not a market: use exchange:BASE/QUOTE."));
        if (!Time.Timeframe.TryParse(Timeframe, out _))
            faults.Add((nameof(Timeframe), $"'{Timeframe}' is not a timeframe: use one of {string.Join(", ", Time.Timeframe.All)}."));
        if (!StrategyCatalogue.TryGet(Strategy, out var kind))
            faults.Add((nameof(Strategy), $"There is no strategy '{Strategy}'."));
        else
            faults.AddRange(SpaceFaults(kind));
        if (Trials is < 2 or > MostTrials)
            faults.Add((nameof(Trials), $"Between 2 and {MostTrials:#,0} trials are possible."));
        if (HoldOut is < 0 or > 0.8 || !double.IsFinite(HoldOut))
            faults.Add((nameof(HoldOut), "Between 0 % and 80 % of the time can be kept out."));
        if (From >= To)
            faults.Add((nameof(To), "It ends before it begins."));
        if (Capital is <= 0 or > 1_000_000_000_000m)
            faults.Add((nameof(Capital), "The capital lies above 0 and up to 1,000,000,000,000."));
        if (Fee is < 0 or > 0.5m)
            faults.Add((nameof(Fee), "The fee lies between 0 % and 50 %."));
        faults.AddRange(Objective.Faults().Select(f => (nameof(Objective), f)));
        faults.AddRange(Profile().Faults().Concat(Assumptions().Faults()).Select(f => (nameof(TradeShare), f)));
        faults.AddRange((WalkForward?.Faults() ?? []).Select(f => (nameof(WalkForward), f)));
        return faults;
    }

    public SearchSpace Space() => new(StrategyCatalogue.Get(Strategy), Ranges);

    /// <summary>Trials there will be at most.</summary>
    public int TrialsOf(SearchSpace space) => (int)Math.Min(Method == SearchMethod.Grid ? space.Size : Trials, space.Size);

    public RiskProfile Profile() => RiskProfile.FromJson(Guards, TradeShare, MaxExposure);

    /// <summary>One backtest of this plan.</summary>
    /// <param name="rules">Of the market; its fees unless the plan has its own.</param>
    /// <param name="to">Exclusive.</param>
    public BacktestSettings Settings(ParameterSet parameters, CandleSeries series, TradingRules rules, DateTimeOffset from, DateTimeOffset to, decimal? capital = null)
    {
        var (strategy, risk) = Split(parameters);
        return new()
        {
            Bots =
            [
                new BacktestBot
                {
                    Market = series.Market,
                    Timeframe = series.Timeframe,
                    Strategy = Strategy,
                    Parameters = strategy,
                    Capital = capital ?? Capital,
                    Risk = risk,
                    Rules = Fee is { } fee ? rules with { MakerFee = fee, TakerFee = fee } : rules,
                },
            ],
            From = from,
            To = to,
            FillAt = FillAt,
            Fills = Assumptions(),
            GivesReasons = false,
        };
    }

    /// <summary>A combination as a bot takes it: the strategy's own parameters, and the risk profile with the guards that were searched for.</summary>
    public (ParameterSet Strategy, RiskProfile Risk) Split(ParameterSet parameters)
    {
        var profile = Profile();
        var (strategy, stops) = StopParameters.Split(parameters, profile.Stops);
        return (strategy, profile with { Stops = stops });
    }

    private FillAssumptions Assumptions() => new() { Spread = Spread, Slippage = Slippage };

    private IEnumerable<(string, string)> SpaceFaults(StrategyKind kind)
    {
        var faults = SearchSpace.Faults(kind, Ranges);
        if (faults.Count > 0)
            return faults;
        var size = new SearchSpace(kind, Ranges).Size;
        return Method == SearchMethod.Grid && size > MostTrials
            ? [(nameof(Method), $"This grid has {size:#,0} combinations; {MostTrials:#,0} are the most. Take larger steps, or search by chance or by TPE.")]
            : [];
    }
}
