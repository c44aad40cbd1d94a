using System.Text;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Hooks;

public sealed class HookMessageTests
{
    [Fact]
    public void Numbers_may_stand_in_quotes_and_other_names_are_the_senders_own()
    {
        var (message, fault) = Read("""{"action":" BUY ","size":"0.5","price":99.5,"time":1767355200,"id":7,"add":true,"note":{"a":[1]}}""");

        Assert.Null(fault);
        Assert.Equal((OutsideAction.Buy, 0.5m, 99.5m, Some.Noon, "7", true), (message!.Action, message.Size, message.Price, message.Time, message.Id, message.Adds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("buy")]
    [InlineData("[]")]
    [InlineData("{\"action\":\"buy\"")]
    [InlineData("{\"action\":\"\\ud800\"}")]
    [InlineData("{\"action\":1}")]
    [InlineData("{\"action\":\"buy\",\"size\":0}")]
    [InlineData("{\"action\":\"buy\",\"size\":1.01}")]
    [InlineData("{\"action\":\"buy\",\"size\":null}")]
    [InlineData("{\"action\":\"buy\",\"price\":\"-1\"}")]
    [InlineData("{\"action\":\"buy\",\"price\":1e400}")]
    [InlineData("{\"action\":\"buy\",\"time\":\"now\"}")]
    [InlineData("{\"action\":\"buy\",\"time\":99999999999999999}")]
    [InlineData("{\"action\":\"buy\",\"id\":\"\"}")]
    [InlineData("{\"action\":\"buy\",\"id\":\"a\\nb\"}")]
    [InlineData("{\"action\":\"buy\",\"symbol\":true}")]
    [InlineData("{\"action\":\"buy\",\"add\":\"yes\"}")]
    [InlineData("{\"action\":[[[[[[[[[[1]]]]]]]]]]}")]
    public void What_cannot_be_understood_gets_a_sentence(string body)
    {
        var (message, fault) = Read(body);

        Assert.Null(message);
        Assert.EndsWith(".", fault!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT", true)]
    [InlineData("BINANCE:BTCUSDT", true)]
    [InlineData("btc-usdt", true)]
    [InlineData("BTC/USDT", true)]
    [InlineData("ETHUSDT", false)]
    [InlineData("BTCUSDT.P", false)]
    [InlineData("", false)]
    public void A_symbol_is_known_in_its_usual_spellings(string symbol, bool isOurs) =>
        Assert.Equal(isOurs, Read($$"""{"action":"buy","symbol":"{{symbol}}"}""").Message!.IsFor(Some.Market));

    [Fact]
    public void Calls_are_counted_by_name_and_minute()
    {
        var time = new ManualTime();
        var rate = new HookRate(2, time);

        Assert.Equal([null, null, 1, 2], Enumerable.Range(0, 4).Select(_ => rate.Excess("one")));
        Assert.Null(rate.Excess("other"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(rate.Excess("one"));
    }

    private static (HookMessage? Message, string? Fault) Read(string body) => HookMessage.Read(Encoding.UTF8.GetBytes(body));
}
