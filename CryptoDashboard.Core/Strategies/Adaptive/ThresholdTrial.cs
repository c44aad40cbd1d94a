using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>
/// One choice of thresholds, listened to without money: each BUY opens a round trip in the mind, which its own SELL or the longest hold
/// ends. The newest outcomes are remembered, with the candle they ended at.
/// </summary>
internal sealed class ThresholdTrial(ParameterSet parameters, IStrategy strategy)
{
    /// <summary>What both sides of a round trip cost: two taker fees of 0.1 %.</summary>
    private const double Cost = 0.002;

    private const int Remembered = 256;

    private readonly int[] _endedAt = new int[Remembered];
    private readonly double[] _net = new double[Remembered];
    private int _count;
    private double _entry;
    private int _enteredAt;

    public ParameterSet Parameters => parameters;

    public IStrategy Strategy => strategy;

    /// <summary>Hears the next closed candle; <paramref name="now"/> counts them.</summary>
    /// <param name="hold">Candles after which a round trip ends by itself.</param>
    public Signal Next(in Candle candle, int now, int hold)
    {
        var signal = strategy.Next(candle);
        if (!(candle.Close > 0 && double.IsFinite(candle.Close)))
            return signal;
        if (_entry > 0)
        {
            if (signal.Action == SignalAction.Sell || now - _enteredAt >= hold)
                Remember(now, (candle.Close / _entry) - 1 - Cost);
        }
        else if (signal.Action == SignalAction.Buy)
        {
            (_entry, _enteredAt) = (candle.Close, now);
        }
        return signal;
    }

    /// <summary>Outcomes that ended after the candle <paramref name="since"/>.</summary>
    public TrialEvidence Since(int since)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var i = 0; i < Math.Min(_count, Remembered); i++)
        {
            if (_endedAt[i] <= since)
                continue;
            count++;
            sum += _net[i];
            squares += _net[i] * _net[i];
        }
        return TrialEvidence.Of(count, sum, squares);
    }

    private void Remember(int now, double net)
    {
        var place = _count++ % Remembered;
        (_endedAt[place], _net[place], _entry) = (now, net, 0);
    }
}
