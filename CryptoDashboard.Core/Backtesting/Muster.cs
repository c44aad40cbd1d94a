using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Lets the lanes of a backtest join and leave at the looks of its universe, and keeps who was in when.</summary>
internal sealed class Muster
{
    private readonly BacktestRoster? _roster;
    private readonly Dictionary<Symbol, BacktestLane> _lanes;
    private readonly List<(BacktestLane Lane, ReportMember Member)> _members = [];
    private int _next;

    public Muster(BacktestRoster? roster, IReadOnlyList<BacktestLane> lanes)
    {
        _roster = roster;
        _lanes = roster is null ? [] : lanes.ToDictionary(l => l.Bot.Market.Symbol);
    }

    /// <summary>Whether there is a universe. Falls of the whole are then looked for at each candle, since often one lane alone goes on.</summary>
    public bool IsAwake => _roster is not null;

    /// <summary>When the universe is looked at next; the end of time where it is not.</summary>
    public long NextLook => _roster is not null && _next < _roster.Looks.Count ? _roster.Looks[_next].At.ToUnixTimeMilliseconds() : long.MaxValue;

    /// <summary>Capital of the whole that no lane was given, below 0 where more lanes than places were given some.</summary>
    public double Beside => _roster is null ? 0 : (double)(_roster.Capital - _lanes.Values.Sum(l => l.Bot.Capital));

    /// <summary>Makes the moves of the next look. Every candle that closed up to it has been handled.</summary>
    public void Look()
    {
        var look = _roster!.Looks[_next++];
        foreach (var move in Roster.Moves(look, _lanes.ToDictionary(l => l.Key, l => l.Value.Membership), _roster.Places))
        {
            if (!_lanes.TryGetValue(move.Symbol, out var lane))
                continue;
            if (move.Kind == RosterMoveKind.Leaves)
                lane.Leave(look.At, move.Reason);
            else if (move.Kind == RosterMoveKind.Stays)
                lane.Stay();
            else
                lane.Join(look.At);
            Note(lane, move);
        }
    }

    /// <summary>A lane was flat and stopped.</summary>
    public void Stopped(BacktestLane lane)
    {
        var last = _members.FindLastIndex(m => m.Lane == lane);
        _members[last] = (lane, _members[last].Member with { StoppedAt = DateTimeOffset.FromUnixTimeMilliseconds(lane.LastCloseMs) });
    }

    /// <summary>Who was in when, with what each made in that time.</summary>
    /// <param name="tradesOf">The finished trades of a lane, once it has ended.</param>
    public IReadOnlyList<ReportMember> Members(Func<BacktestLane, IReadOnlyList<FinishedTrade>> tradesOf) =>
    [
        .. _members.Select(m =>
        {
            var trades = tradesOf(m.Lane).Where(t => t.Trade.OpenedAt >= m.Member.JoinedAt && !(t.Trade.OpenedAt > m.Member.StoppedAt)).ToList();
            return m.Member with { Trades = trades.Count, Profit = trades.Sum(t => t.Profit) };
        }),
    ];

    private void Note(BacktestLane lane, RosterMove move)
    {
        if (move.Kind == RosterMoveKind.Joins)
        {
            _members.Add((lane, new ReportMember(lane.Bot.Market.ToString(), move.At, move.Reason)));
            return;
        }
        var last = _members.FindLastIndex(m => m.Lane == lane);
        var member = _members[last].Member;
        _members[last] = (lane, move.Kind == RosterMoveKind.Leaves ? member with { LeftAt = move.At, LeftBecause = move.Reason } : member with { LeftAt = null, LeftBecause = null });
    }
}
