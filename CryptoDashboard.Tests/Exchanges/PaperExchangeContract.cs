using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>The contract, on paper.</summary>
public sealed class PaperExchangeContract : ExchangeContract, IDisposable
{
    private readonly MarketHub _hub = new(TimeProvider.System);
    private readonly Market _market;
    private readonly PaperExchange _paper;
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private decimal _price = First;
    private decimal _there = 100;
    private TimeSpan _later = TimeSpan.FromMinutes(1);

    public PaperExchangeContract()
    {
        _market = _hub.Open(Market, Some.Rules, MarketClock.Driven(_start));
        _paper = new PaperExchange(_hub, new PaperOptions { LatencyMs = 0 });
        Listen();
        Look();
    }

    protected override IExchange Exchange => _paper;

    protected override DateTimeOffset Now => _start;

    public void Dispose()
    {
        Deafen();
        _paper.Dispose();
    }

    protected override void SetPrice(decimal price)
    {
        _price = price;
        Look();
    }

    protected override void Thin(decimal share) => _there = share == 1 ? 100 : 0.1m * share;

    protected override Task Expire(Order order)
    {
        _later = order.ExpiresAt!.Value - _start;
        Look();
        return Task.CompletedTask;
    }

    protected override void Look()
    {
        _later += TimeSpan.FromSeconds(1);
        var at = _start + _later;
        _market.Clock.MoveTo(at);
        // One level that can be taken, and far behind it the rest of the market.
        _hub.Publish(_market, new OrderBook(Market, at, at, [new(new(_price - 0.01m), new(_there)), new(new(_price - 5_000), new(100))], [new(new(_price + 0.01m), new(_there)), new(new(_price + 5_000), new(100))]));
        _hub.Publish(_market, new Ticker(Market, at, at, new(_price), new(_price - 0.01m), new(_price + 0.01m)));
    }
}
