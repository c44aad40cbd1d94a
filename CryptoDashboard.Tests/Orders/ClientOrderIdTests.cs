using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Orders;

public sealed class ClientOrderIdTests
{
    private static readonly DateTimeOffset Late = new(2089, 12, 31, 23, 59, 0, TimeSpan.Zero);
    private static readonly int[] Bots = [0, 1, 19, 20, 399, 7_999, 159_999, (1 << 20) - 1];

    public static TheoryData<string> Largest() =>
    [
        .. Timeframe.All.Select(t => ClientOrderId.Of((1 << 20) - 1, t, Late, 19)),
        ClientOrderId.Of((1 << 20) - 1, int.MaxValue),
        ClientOrderId.Of((1 << 20) - 1, 7_999, 't', 159_999),
    ];

    [Theory]
    [MemberData(nameof(Largest))]
    public void Kraken_and_OKX_take_even_the_longest_name(string id)
    {
        Assert.Matches("^[a-z0-9]{1,18}$", id);
        Assert.Equal((1 << 20) - 1, ClientOrderId.BotOf(id));
    }

    [Fact]
    public void No_two_orders_have_one_name_and_each_tells_its_bot()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var bot in Bots)
        {
            foreach (var number in (int[])[0, 1, 19, 20, 21, 400, 8_000, 160_000])
            {
                names.Add(ClientOrderId.Of(bot, number), bot);
                foreach (var timeframe in Timeframe.All)
                    names.Add(ClientOrderId.Of(bot, timeframe, DateTimeOffset.UnixEpoch.AddMinutes(number), 0), bot);
                foreach (var leg in "estx")
                    names.Add(ClientOrderId.Of(bot, number % 8_000, leg, number + 1), bot);
            }
        }

        Assert.All(names, name => Assert.Equal(name.Value, ClientOrderId.BotOf(name.Key)));
    }

    [Fact]
    public void A_name_follows_from_what_led_to_the_order() =>
        Assert.Equal(ClientOrderId.Of(26, Timeframe.M15, Late, 1), ClientOrderId.Of(26, Timeframe.M15, Late, 1));

    [Fact]
    public void An_order_of_a_plan_tells_plan_and_part()
    {
        var id = ClientOrderId.Of(26, 300, 't', 5);

        Assert.Equal((300, 't'), (ClientOrderId.PlanOf(id), ClientOrderId.LegOf(id)));
        Assert.Null(ClientOrderId.PlanOf(ClientOrderId.Of(26, 7)));
        Assert.Null(ClientOrderId.PlanOf(ClientOrderId.Of(26, Timeframe.M1, Late, 0)));
    }

    [Theory]
    [InlineData("cd-1a-15m-1bd2f5a-0", 26, null)]
    [InlineData("cd-1a-n-7", 26, null)]
    [InlineData("cd-1a-p12c-t5", 26, 300)]
    public void Names_of_before_are_still_ours(string id, int bot, int? plan)
    {
        Assert.Equal((bot, plan), (ClientOrderId.BotOf(id), ClientOrderId.PlanOf(id)));
        Assert.Equal(plan is null ? null : 't', ClientOrderId.LegOf(id));
    }

    [Theory]
    [InlineData("cd-1a-n-7", true)]
    [InlineData("cd-1a-15m-1bd2f5a-0", false)]
    [InlineData("cd-1a-p12c-t5", false)]
    public void What_led_to_an_order_of_before_is_still_known(string id, bool isCounted) => Assert.Equal(isCounted, ClientOrderId.IsCounted(id));

    [Fact]
    public void What_led_to_an_order_is_known_by_its_name()
    {
        Assert.True(ClientOrderId.IsCounted(ClientOrderId.Of(26, 7)));
        Assert.False(ClientOrderId.IsCounted(ClientOrderId.Of(26, Timeframe.H4, Late, 0)));
        Assert.False(ClientOrderId.IsCounted(ClientOrderId.Of(26, 300, 't', 5)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cd")]
    [InlineData("cdx")]
    [InlineData("cd1")]
    [InlineData("cd1n")]
    [InlineData("cd1n5e")]
    [InlineData("cd1z55")]
    [InlineData("cd1p5")]
    [InlineData("cd1p5t")]
    [InlineData("cdjjjjjjjjjjjjjjjjjjn1")]
    [InlineData("web_7f0c")]
    [InlineData("abcdefgh")]
    public void Somebody_elses_name_is_nobodys_of_ours(string id) => Assert.Null(ClientOrderId.BotOf(id));

    [Fact]
    public void A_name_that_an_exchange_would_turn_down_is_refused_before_it_is_used() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClientOrderId.Of(int.MaxValue, Timeframe.M15, Late, int.MaxValue));
}
