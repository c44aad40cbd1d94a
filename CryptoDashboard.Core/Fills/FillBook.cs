using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Fills;

/// <summary>What was learnt of fills last, at hand for whoever fills orders on paper or in a backtest.</summary>
public sealed class FillBook(IFillStore store)
{
    private volatile IReadOnlyList<FillLesson> _lessons = [];

    /// <summary>When that was; null before anything was learnt.</summary>
    public DateTimeOffset? LearntAt => _lessons is [var first, ..] ? first.LearntAt : null;

    /// <summary>The markets it knows something of by themselves.</summary>
    public IEnumerable<MarketId> Markets => _lessons.Where(l => !l.IsOfExchange).Select(l => MarketId.Parse($"{l.Exchange}:{l.Symbol}"));

    /// <summary>Reads what was learnt last.</summary>
    public async Task Read(CancellationToken cancel) => _lessons = await store.Lessons(asOf: null, cancel);

    /// <summary>What is assumed of a market, by what was read last.</summary>
    public MarketFills Of(MarketId market) => MarketFills.Of(market, _lessons);

    /// <summary>What was assumed of a market at a past moment.</summary>
    public async Task<MarketFills> AsOf(MarketId market, DateTimeOffset moment, CancellationToken cancel) => MarketFills.Of(market, await store.Lessons(moment, cancel));
}
