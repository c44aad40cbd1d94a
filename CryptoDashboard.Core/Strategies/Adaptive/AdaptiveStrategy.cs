using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>
/// A strategy whose thresholds are learnt. It runs the strategy with the thresholds as set and with others around them, and follows what
/// each one's signals came to. At the first candle of each day (UTC) it looks at the outcomes of the last candles: where others earned
/// clearly more (their mean is above that of the set ones, and above nothing, with 95 % confidence) the best of them are in force from the
/// next candle on; otherwise the set ones are. What is chosen follows from the candles alone, so a restart and a backtest choose alike.
/// </summary>
public sealed class AdaptiveStrategy : IStrategy
{
    private readonly IReadOnlyList<Parameter> _thresholds;
    private readonly ThresholdTrial[] _trials;
    private readonly int _window;
    private readonly int _hold;
    private int _seen;
    private long _day = long.MinValue;
    private int _inForce;
    private long _sinceMs;
    private TrialEvidence _evidence;
    private TrialEvidence _ofSet;

    /// <param name="thresholds">The parameters that are learnt.</param>
    /// <param name="choices">All choices of parameters, the set one first.</param>
    /// <param name="window">How many candles back outcomes count.</param>
    /// <param name="hold">Candles after which a signal's outcome is looked at where no opposite signal came first.</param>
    internal AdaptiveStrategy(IReadOnlyList<Parameter> thresholds, IReadOnlyList<ParameterSet> choices, Func<ParameterSet, IStrategy> make, int window, int hold)
    {
        (_thresholds, _window, _hold) = (thresholds, window, hold);
        _trials = [.. choices.Select(c => new ThresholdTrial(c, make(c)))];
    }

    /// <summary>That of the strategy itself: until enough is known it works with the thresholds as set.</summary>
    public int WarmUp => _trials[0].Strategy.WarmUp;

    public int Memory => _window + _hold + Math.Max(WarmUp * 10, 250);

    /// <summary>Counts the changes, so that a caller sees one.</summary>
    public int Version { get; private set; }

    public LearntThresholds Learnt => new(
        Version, Version == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_sinceMs), _inForce == 0, _trials[_inForce].Parameters, Words(), _evidence, _ofSet);

    public Signal Next(in Candle candle)
    {
        if (candle.Close > 0 && double.IsFinite(candle.Close))
            _seen++;
        var said = default(Signal);
        for (var i = 0; i < _trials.Length; i++)
        {
            var signal = _trials[i].Next(candle, _seen, _hold);
            if (i == _inForce)
                said = signal;
        }
        if (IsNewDay(candle))
            Learn(candle.OpenMs);
        return said;
    }

    public string Explain() => $"{_trials[_inForce].Strategy.Explain()} {Learnt.Sentence}";

    public IReadOnlyList<IndicatorValue> Values() =>
    [
        .. _trials[_inForce].Strategy.Values(),
        .. _thresholds.Select(t => new IndicatorValue(t.Name, _trials[_inForce].Parameters.Number(t.Name))),
        new("version", Version),
    ];

    private bool IsNewDay(in Candle candle)
    {
        var day = Math.DivRem(candle.OpenMs, 86_400_000L).Quotient;
        if (!(candle.Close > 0 && double.IsFinite(candle.Close)) || day <= _day)
            return false;
        var isFirst = _day == long.MinValue;
        _day = day;
        return !isFirst;
    }

    private void Learn(long openMs)
    {
        var since = _seen - _window;
        _ofSet = _trials[0].Since(since);
        // What the set thresholds lost is no yardstick: others must earn something.
        var bar = _ofSet.IsEnough ? Math.Max(0, _ofSet.Mean) : 0;
        var (best, evidence) = (0, _ofSet);
        for (var i = 1; i < _trials.Length; i++)
        {
            var known = _trials[i].Since(since);
            if (known.IsEnough && known.Low > bar && (best == 0 || known.Low > evidence.Low))
                (best, evidence) = (i, known);
        }
        _evidence = evidence;
        if (best == _inForce)
            return;
        (_inForce, _sinceMs) = (best, openMs);
        Version++;
    }

    private string Words()
    {
        var (now, set) = (_trials[_inForce].Parameters, _trials[0].Parameters);
        return string.Join(", ", _thresholds.Select(t => $"{AdaptiveKind.Name(t)} {now[t.Name]:0.##} (set: {set[t.Name]:0.##})"));
    }
}
