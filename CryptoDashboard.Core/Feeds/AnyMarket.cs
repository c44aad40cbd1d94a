using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>One symbol that is served by the first healthy one of several exchanges.</summary>
internal sealed class AnyMarket(Market market, IReadOnlyList<string> exchanges, CandleLine line, TimeSpan heal)
{
    private int _catching;
    private int _active = -1;

    public Market Market { get; } = market;

    /// <summary>In the order of preference.</summary>
    public IReadOnlyList<MarketId> Sources { get; } = [.. exchanges.Select(e => new MarketId(e, market.Id.Symbol))];

    public SourceChoice Choice { get; } = new(exchanges.Count, heal);

    public CandleLine Line { get; } = line;

    public Lock Gate { get; } = new();

    /// <summary>The source that serves now, or null before the first one did.</summary>
    public MarketId? Active => Volatile.Read(ref _active) is >= 0 and var index ? Sources[index] : null;

    /// <summary>Lets what <see cref="Choice"/> decided take effect.</summary>
    public void Serve() => Volatile.Write(ref _active, Choice.Active);

    /// <returns>Whether the caller may catch up; it says <see cref="EndCatch"/> afterwards.</returns>
    public bool BeginCatch() => Interlocked.Exchange(ref _catching, 1) == 0;

    public void EndCatch() => Volatile.Write(ref _catching, 0);
}
