namespace CryptoDashboard.Tests.StandIns;

/// <summary>The order book of a stand-in as its clients have been told of it, so that each change says what is new and what is gone.</summary>
internal sealed class StandInBook(int depth = 40)
{
    private readonly Lock _gate = new();
    private Dictionary<decimal, decimal> _bids = [];
    private Dictionary<decimal, decimal> _asks = [];

    /// <summary>The number of the last change.</summary>
    public long Sequence { get; private set; } = 1_000;

    /// <summary>The whole book, best first.</summary>
    public (long Sequence, List<(decimal Price, decimal Amount)> Bids, List<(decimal Price, decimal Amount)> Asks) Whole(StandInMarket m)
    {
        lock (_gate)
        {
            if (_bids.Count == 0)
                Take(m, null);
            return (Sequence, [.. _bids.OrderByDescending(l => l.Key).Select(l => (l.Key, l.Value))], [.. _asks.OrderBy(l => l.Key).Select(l => (l.Key, l.Value))]);
        }
    }

    /// <summary>Moves to the market's price, with an amount at the best bid.</summary>
    /// <param name="skip">How many changes are lost before it; the last of them changed the second ask to <see cref="Lost"/>.</param>
    /// <returns>The levels that changed; those that are gone with amount 0.</returns>
    public (long Sequence, List<(decimal Price, decimal Amount)> Bids, List<(decimal Price, decimal Amount)> Asks) Move(StandInMarket m, decimal bidAmount, int skip)
    {
        lock (_gate)
        {
            if (_bids.Count == 0)
                Take(m, null);
            var (bids, asks) = (_bids, _asks);
            Take(m, bidAmount);
            Sequence += skip + 1;
            var changes = (Sequence, Changes(bids, _bids), Changes(asks, _asks));
            if (skip > 0)
                _asks[m.Ask + m.Tick] = Lost;
            return changes;
        }
    }

    /// <summary>What only somebody knows who has asked for the whole book after a change was lost.</summary>
    public const decimal Lost = 777;

    private void Take(StandInMarket m, decimal? bidAmount)
    {
        _bids = m.Levels(isBids: true, depth).ToDictionary(l => l.Price, l => l.Amount);
        _asks = m.Levels(isBids: false, depth).ToDictionary(l => l.Price, l => l.Amount);
        if (bidAmount is { } amount)
            _bids[m.Bid] = amount;
    }

    private static List<(decimal, decimal)> Changes(Dictionary<decimal, decimal> before, Dictionary<decimal, decimal> now) =>
    [
        .. before.Keys.Where(price => !now.ContainsKey(price)).Select(price => (price, 0m)),
        .. now.Where(l => !before.TryGetValue(l.Key, out var amount) || amount != l.Value).Select(l => (l.Key, l.Value)),
    ];
}
