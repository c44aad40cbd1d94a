using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

public sealed class ConsensusPricesTests
{
    private static readonly MarketId Traded = MarketId.Parse("binance:BTC/USDT");

    private readonly ManualTime _time = new();
    private readonly ConsensusPrices _prices;

    public ConsensusPricesTests() => _prices = new ConsensusPrices(_time);

    [Fact]
    public void The_traded_exchange_is_judged_by_the_median_of_the_others()
    {
        Say(("kraken", 100), ("okx", 101), ("bybit", 105), ("binance", 500));
        var consensus = _prices.Judge(Traded, Some.Price(102.01m))!;
        Assert.Equal((101m, 3, 0.01m), (consensus.Median, consensus.Sources, consensus.Deviation));
    }

    [Fact]
    public void Fewer_than_three_others_agree_on_nothing()
    {
        Say(("kraken", 100), ("okx", 101), ("binance", 100));
        Assert.Null(_prices.Judge(Traded, Some.Price(100)));
    }

    [Theory]
    [InlineData("simulated:BTC/USDT")]
    [InlineData("replay-1:BTC/USDT")]
    public void What_is_made_up_or_past_is_held_against_nobody(string market)
    {
        Say(("kraken", 100), ("okx", 101), ("bybit", 102));
        Assert.Null(_prices.Judge(MarketId.Parse(market), Some.Price(1_000)));
    }

    [Fact]
    public void A_price_that_is_too_old_does_not_count()
    {
        Say(("kraken", 100));
        _time.Advance(TimeSpan.FromSeconds(31));
        Say(("okx", 101), ("bybit", 102));
        Assert.Null(_prices.Judge(Traded, Some.Price(100)));
    }

    [Fact]
    public void The_age_is_that_of_the_oldest_price_in_it()
    {
        Say(("kraken", 100));
        _time.Advance(TimeSpan.FromSeconds(20));
        Say(("okx", 101), ("bybit", 102));
        Assert.Equal(TimeSpan.FromSeconds(20), _prices.Judge(Traded, Some.Price(100))!.Age);
    }

    [Fact]
    public void An_exchange_that_is_not_believed_has_no_word()
    {
        Say(("kraken", 100), ("okx", 101), ("bybit", 102));
        _prices.Forget(MarketId.Parse("okx:BTC/USDT"));
        Assert.Null(_prices.Judge(Traded, Some.Price(100)));
    }

    [Fact]
    public void Of_an_even_number_of_prices_the_median_is_the_mean_of_the_middle_two() =>
        Assert.Equal(102.5m, Consensus.MedianOf([100, 105, 104, 101]));

    [Fact]
    public void Simulated_and_replayed_prices_have_no_word()
    {
        _prices.Say(MarketId.Parse("simulated:BTC/USDT"), Some.Price(1), _time.GetUtcNow());
        _prices.Say(MarketId.Parse("replay-1:BTC/USDT"), Some.Price(1), _time.GetUtcNow());
        Assert.Empty(_prices.Said(Traded.Symbol));
    }

    private void Say(params (string Exchange, decimal Price)[] said)
    {
        foreach (var (exchange, price) in said)
            _prices.Say(new MarketId(exchange, Traded.Symbol), Some.Price(price), _time.GetUtcNow());
    }
}
