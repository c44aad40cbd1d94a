using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies;

/// <summary>
/// Candles in, opinion out: the one contract of live, paper and backtest. A strategy sees closed candles only, in order, one call each;
/// it keeps its indicators and what it counted off candles (rungs, buys) and nothing else, never hears of fills, has no clock and no I/O, so feeding the same candles gives the same signals to the last bit.
/// </summary>
public interface IStrategy
{
    /// <summary>Candles it must have seen before <see cref="Next"/> may say anything but <see cref="Signal.WarmingUp"/>.</summary>
    int WarmUp { get; }

    /// <summary>
    /// Candles it is fed before it starts to trade. Recursive indicators such as RSI and EMA need far more than their length before the seed
    /// no longer shows.
    /// </summary>
    int Memory => Math.Max(WarmUp * 10, 250);

    /// <summary>Takes the next closed candle. Must not allocate: a backtest calls it millions of times a second.</summary>
    Signal Next(in Candle candle);

    /// <summary>Why the last call of <see cref="Next"/> said what it said, as a sentence for a trader.</summary>
    string Explain();

    /// <summary>The indicator values behind the last signal, by name; an undefined one is NaN.</summary>
    IReadOnlyList<IndicatorValue> Values();
}
