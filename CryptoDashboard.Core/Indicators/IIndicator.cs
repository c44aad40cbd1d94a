using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// A number, or some, from candles: closed ones only, in order, each taken once. What it says depends on what it has taken and on nothing
/// else, so that a chart, a backtest and a bot after a restart get the same bits; there is no way to show it a candle that is still open.
/// A candle with a number that is not finite is passed over: it leaves no trace. Taking a candle allocates nothing.
/// </summary>
/// <remarks>
/// For catalogues, rules and charts. Whoever knows which indicator it holds uses the class itself: classes are sealed and have their
/// values as properties, so that a strategy pays for no dispatch.
/// </remarks>
public interface IIndicator
{
    /// <summary>Candles before every output has its value, the one that brings it included.</summary>
    int WarmUp { get; }

    /// <summary>Value of an output after the last candle, in the order of <see cref="IndicatorKind.Outputs"/>; NaN before its warm-up and where it is undefined (0/0).</summary>
    double this[int output] { get; }

    /// <summary>Candles before this output has its first value, that one included; some come earlier than the last.</summary>
    int WarmUpOf(int output) => WarmUp;

    /// <summary>Takes the next closed candle.</summary>
    void Update(in Candle candle);
}
