using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>The contract with real ccxt in front of a Binance of our own. One bridge serves all its tests.</summary>
public sealed class CcxtExchangeContract : ExchangeContract, IClassFixture<BridgedBinance>, IDisposable
{
    private readonly BridgedBinance _bridged;

    public CcxtExchangeContract(BridgedBinance bridged)
    {
        _bridged = bridged;
        bridged.Binance.Account.FillShare = 1;
        bridged.Binance.SetPrice("BTC/USDT", First);
        Listen();
    }

    /// <summary>What was filled before the account was listened to is asked for then, and not only with the comparison of the minute.</summary>
    [Fact]
    public Task It_says_when_an_account_is_heard_for_the_first_time() => Eventually.Be(() => _bridged.IsHeard, "the first news that the account is heard");

    protected override IExchange Exchange => _bridged.Exchange;

    protected override DateTimeOffset Now => DateTimeOffset.UtcNow;

    public void Dispose() => Deafen();

    protected override void SetPrice(decimal price) => _bridged.Binance.SetPrice("BTC/USDT", price);

    protected override void Thin(decimal share) => _bridged.Binance.Account.FillShare = share;

    /// <summary>Binance knows no such orders on spot markets: the desk ends them (<c>BotRunner.DoChores</c>), which is what is done here.</summary>
    protected override Task Expire(Order order) => Exchange.Cancel(order, Cancel);
}
