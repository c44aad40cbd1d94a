using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Tests.Universes;

/// <summary>Which symbols a universe takes, in which order, and why it leaves the others out.</summary>
public sealed class UniverseTests
{
    private static readonly Past Traded = new Past().Listed("BTC").Listed("ETH").Listed("DOGE").Recorded(1, 1, ("BTC", 900, 0.0001m), ("ETH", 500, 0.0010m), ("DOGE", 100, 0.0042m));

    [Fact]
    public void By_volume_the_most_traded_come_first()
    {
        var look = Traded.Look(Past.Universe(size: 2), Past.At(2));

        Assert.Equal(["BTC/USDT", "ETH/USDT"], Members(look));
        Assert.Equal("1st by volume, 900 USDT in 24 hours", look.Members[0].Why);
        Assert.Equal("3rd by volume, 100 USDT in 24 hours; 2 others come before it", Why(look, "DOGE/USDT"));
    }

    [Fact]
    public void A_fixed_list_keeps_its_order_and_needs_no_record()
    {
        var look = new Past().Look(Past.Universe(ListKind.Fixed) with { Symbols = ["ETH/USDT", "BTC/USDT"] }, Past.At(2));

        Assert.Equal(["ETH/USDT", "BTC/USDT"], Members(look));
    }

    [Fact]
    public void By_market_cap_the_largest_coin_of_a_symbol_counts_and_only_what_the_exchange_trades()
    {
        var past = new Past().Listed("BTC").Listed("ETH").Recorded(1, 1, ("BTC", 1, null), ("ETH", 1, null)).Caps(1, 2, ("bitcoin", "BTC", 5), ("other-eth", "ETH", 1), ("ethereum", "ETH", 9), ("tron", "TRX", 50));

        var look = past.Look(Past.Universe(ListKind.MarketCap), Past.At(2));

        Assert.Equal(["ETH/USDT", "BTC/USDT"], Members(look));
        Assert.Equal("1st by market cap, 9 USD", look.Members[0].Why);
    }

    [Theory]
    [InlineData(false, "DOGE/USDT,BTC/USDT,ETH/USDT")]
    [InlineData(true, "ETH/USDT,BTC/USDT,DOGE/USDT")]
    public void By_performance_the_best_or_the_worst_come_first(bool worstFirst, string expected)
    {
        var past = new Past().Closes("BTC", 0, 100, 101, 102, 110).Closes("ETH", 0, 100, 101, 102, 90).Closes("DOGE", 0, 1, 1, 1, 2);

        var look = past.Look(Past.Universe(ListKind.Performance) with { WorstFirst = worstFirst }, Past.At(4));

        Assert.Equal(expected, string.Join(",", Members(look)));
        Assert.Contains("in 3 days", look.Members[0].Why);
    }

    [Fact]
    public void By_stored_volume_only_the_last_day_counts()
    {
        var past = new Past().Closes("BTC", 0, 1_000_000, 50).Closes("ETH", 0, 10, 60);

        var look = past.Look(Past.Universe(ListKind.StoredVolume), Past.At(2));

        Assert.Equal(["ETH/USDT", "BTC/USDT"], Members(look));
        Assert.Equal("1st by stored volume, 600 USDT in 24 hours", look.Members[0].Why);
    }

    [Fact]
    public void A_wide_spread_is_left_out_with_its_numbers() =>
        Assert.Equal("spread 42 bp, over 20 bp", Why(Traded.Look(With(new() { MaxSpread = 0.0020m }), Past.At(2)), "DOGE/USDT"));

    [Fact]
    public void A_young_symbol_is_left_out_and_the_earlier_of_listing_and_first_candle_counts()
    {
        var past = new Past().Listed("NEW", from: 8).Listed("OLD", from: 8).Recorded(9, 1, ("NEW", 2, null), ("OLD", 1, null)).Closes("OLD", 0, 1, 1);

        var look = past.Look(With(new() { MinAgeDays = 5 }), Past.At(10));

        Assert.Equal(["OLD/USDT"], Members(look));
        Assert.Equal("known for 2 days, under 5", Why(look, "NEW/USDT"));
    }

    [Fact]
    public void Prices_out_of_the_range_are_left_out()
    {
        var past = new Past().Closes("LOW", 0, 0.5).Closes("MID", 0, 5).Closes("HIGH", 0, 50);

        var look = past.Look(Past.Universe(ListKind.StoredVolume) with { Filters = new() { MinPrice = 1, MaxPrice = 10 } }, Past.At(1));

        Assert.Equal(["MID/USDT"], Members(look));
        Assert.Equal(("price 0.5, under 1", "price 50, over 10"), (Why(look, "LOW/USDT"), Why(look, "HIGH/USDT")));
    }

    [Fact]
    public void Volatility_is_the_deviation_of_daily_returns()
    {
        // Returns of +10 %, −10 % and +10 %, in logarithms: mean ln(1.1)/3, deviation by hand 0.1100605.
        var up = Math.Log(1.1);
        var past = new Past().Closes("WILD", 0, 100, 110, 100, 110).Closes("CALM", 0, 100, 100.1, 100, 100.1);
        var universe = Past.Universe(ListKind.StoredVolume) with { Filters = new() { VolatilityDays = 3, MinVolatility = 0.05, MaxVolatility = 0.2 } };

        var facts = past.History(universe).AsOf(Past.At(4)).Symbols.Single(s => s.Symbol.Base.Code == "WILD");
        var look = past.Look(universe, Past.At(4));

        Assert.Equal(Math.Sqrt(((2 * Math.Pow(up - (up / 3), 2)) + Math.Pow(-up - (up / 3), 2)) / 2), facts.Volatility!.Value, 12);
        Assert.Equal(["WILD/USDT"], Members(look));
        Assert.Equal("volatility 0.12% a day, under 5%", Why(look, "CALM/USDT"));
    }

    [Fact]
    public void Without_enough_days_of_candles_volatility_is_not_guessed()
    {
        var look = new Past().Closes("NEW", 2, 1, 2).Look(Past.Universe(ListKind.StoredVolume) with { Filters = new() { VolatilityDays = 3, MinVolatility = 0.01 } }, Past.At(4));

        Assert.Equal("2 of 3 days of candles stored: volatility not known", Why(look, "NEW/USDT"));
    }

    [Fact]
    public void A_symbol_whose_candles_ended_is_left_out() =>
        Assert.Equal("no candle since 2026-03-02 00:00", Why(new Past().Closes("GONE", 0, 5).Look(Past.Universe(ListKind.Fixed) with { Symbols = ["GONE/USDT"], Filters = new() { MinPrice = 1 } }, Past.At(9)), "GONE/USDT"));

    [Fact]
    public void A_delisted_symbol_is_left_out_from_the_day_it_was_gone()
    {
        var past = new Past().Listed("BTC").Listed("LUNA", until: 2).Recorded(1, 1, ("BTC", 1, null), ("LUNA", 1, null)).Recorded(2, 1, ("BTC", 1, null));
        var universe = Past.Universe(ListKind.Fixed) with { Symbols = ["BTC/USDT", "LUNA/USDT"], Filters = new() { ListedOnly = true } };

        Assert.Equal(["BTC/USDT", "LUNA/USDT"], Members(past.Look(universe, Past.At(2))));
        Assert.Equal("not listed by the exchange on the last day recorded", Why(past.Look(universe, Past.At(2, 1)), "LUNA/USDT"));
    }

    [Fact]
    public void What_a_person_never_wants_is_left_out() =>
        Assert.Equal("on the list of those never taken", Why(Traded.Look(With(new() { Never = ["eth/usdt".ToUpperInvariant()] }), Past.At(2)), "ETH/USDT"));

    [Fact]
    public void Faults_are_told_in_sentences()
    {
        var faults = (Past.Universe(size: 30) with { Filters = new() { MinPrice = 5, MaxPrice = 1, Never = ["nonsense"] } }).Faults().ToList();

        Assert.Contains("30 members cannot come from the first 20 of the list: look at as many or more.", faults);
        Assert.Contains("The least price (5) is above the largest (1): nothing is left.", faults);
        Assert.Contains("'nonsense' is not a symbol: use BASE/QUOTE, such as USDC/USDT.", faults);
    }

    [Fact]
    public void It_reads_what_it_writes_and_refuses_what_it_does_not_know()
    {
        var universe = Past.Universe() with { Filters = new() { MaxSpread = 0.002m, Never = ["USDC/USDT"] }, Every = LookEvery.FourHours };

        Assert.Equal(universe.ToJson(), Universe.Parse(universe.ToJson()).ToJson());
        Assert.Throws<ArgumentException>(() => Universe.Parse(universe.ToJson().Replace("maxSpread", "maxSpraed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LookEvery.Hour, 3.5, 4)]
    [InlineData(LookEvery.FourHours, 4, 8)]
    [InlineData(LookEvery.Day, 3.5, 24)]
    public void Looks_are_at_whole_multiples_since_midnight(LookEvery every, double hour, double next) =>
        Assert.Equal(Past.At(5, next), (Past.Universe() with { Every = every }).LookAfter(Past.At(5, hour)));

    private static Universe With(UniverseFilters filters) => Past.Universe() with { Filters = filters };

    private static string[] Members(UniverseLook look) => [.. look.Members.Select(m => m.Symbol.ToString())];

    private static string Why(UniverseLook look, string symbol) => look.LeftOut.Single(l => l.Symbol.ToString() == symbol).Reason;
}
