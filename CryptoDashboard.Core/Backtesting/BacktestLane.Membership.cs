using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a lane is to a universe: it joins warmed up as a bot is that is started, and leaves as a bot does that winds down.</summary>
internal sealed partial class BacktestLane
{
    private long _leavesMs = long.MaxValue;
    private string? _leavesBecause;
    private int _skipped;

    /// <summary>Whether it trades, and may enter. A lane outside of any universe is always in.</summary>
    public Membership Membership { get; private set; } = Membership.In;

    /// <summary>Waits to be let in.</summary>
    public void Wait() => Membership = Membership.Out;

    /// <summary>Begins with the first candle that closes after a moment.</summary>
    public void Join(DateTimeOffset at)
    {
        var first = Math.Max(_next, FirstClosingAfter(at.ToUnixTimeMilliseconds()));
        _skipped += first - _next;
        _next = first;
        _strategy = _bot.MakeStrategy();
        _atr = new Atr(AtrLength);
        foreach (ref readonly var candle in _candles.Span[Math.Max(0, first - _strategy.Memory)..first])
        {
            _strategy.Next(candle);
            _atr.Update(candle);
        }
        (Membership, _leavesMs, _leavesBecause) = (Membership.In, long.MaxValue, null);
        Peak = Equity;
    }

    /// <summary>Enters on no candle that closes after a moment, and stops when it is flat.</summary>
    public void Leave(DateTimeOffset at, string because) => (Membership, _leavesMs, _leavesBecause) = (Membership.Leaving, at.ToUnixTimeMilliseconds(), because);

    /// <summary>Belongs again.</summary>
    public void Stay() => (Membership, _leavesMs, _leavesBecause) = (Membership.In, long.MaxValue, null);

    /// <summary>Whether it has just stopped, being flat.</summary>
    private bool StopsNow()
    {
        if (Membership != Membership.Leaving || LastCloseMs <= _leavesMs || _holding.OpenTrade is not null || _orders.Count > 0)
            return false;
        Membership = Membership.Out;
        return true;
    }

    private int FirstClosingAfter(long ms)
    {
        var (low, high) = (0, _candles.Length);
        var span = _candles.Span;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (span[middle].OpenMs + _candleMs <= ms)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
