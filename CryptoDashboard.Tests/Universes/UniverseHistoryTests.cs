using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Tests.Universes;

/// <summary>A universe is judged by what was known at the moment, never by what came after.</summary>
public sealed class UniverseHistoryTests
{
    public static TheoryData<ListKind> Lists => [ListKind.Volume, ListKind.StoredVolume, ListKind.MarketCap, ListKind.Performance, ListKind.Fixed];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_future_that_is_cut_off_changes_nothing(ListKind list)
    {
        var universe = Past.Universe(list) with
        {
            Symbols = ["AAA/USDT", "BBB/USDT", "CCC/USDT"],
            Filters = new() { MinAgeDays = 2, MaxSpread = 0.5m, VolatilityDays = 2, MaxVolatility = 5, MinPrice = 0.1m, ListedOnly = true },
        };
        var past = Eventful();
        for (var hours = 24 * 4; hours < 24 * 12; hours += 7)
        {
            var at = Past.At(0, hours);
            var (whole, cut) = (universe.Look(past.History(universe).AsOf(at)), universe.Look(past.History(universe, until: at).AsOf(at)));

            Assert.Equal(cut.Members, whole.Members);
            Assert.Equal(cut.LeftOut, whole.LeftOut);
            Assert.Equal(cut.Refusal is null, whole.Refusal is null);
        }
    }

    [Fact]
    public void A_record_counts_from_the_moment_it_was_made_and_not_from_its_day_on()
    {
        var past = new Past().Listed("BTC").Listed("ETH").Recorded(1, 1, ("BTC", 9, null), ("ETH", 1, null)).Recorded(2, 15, ("ETH", 9, null), ("BTC", 1, null));

        Assert.Equal(["BTC/USDT", "ETH/USDT"], past.Look(Past.Universe(), Past.At(2, 14)).Members.Select(m => m.Symbol.ToString()));
        Assert.Equal(["ETH/USDT", "BTC/USDT"], past.Look(Past.Universe(), Past.At(2, 15)).Members.Select(m => m.Symbol.ToString()));
    }

    [Fact]
    public void Before_recording_began_a_universe_by_volume_is_refused_in_words()
    {
        var look = new Past().Listed("BTC", from: 5).Recorded(5, 1, ("BTC", 9, null)).Look(Past.Universe(), Past.At(3));

        Assert.Empty(look.Members);
        Assert.Equal(
            "What binance lists and trades for USDT: recorded since 2026-03-06 01:00 UTC, so that nothing is known of 2026-03-04 00:00. Begin later, or use what is stored of that time: a fixed list, stored volume or performance.",
            look.Refusal);
    }

    [Fact]
    public void Market_caps_and_spreads_of_before_are_not_taken_from_today()
    {
        var past = new Past().Listed("BTC").Recorded(1, 1, ("BTC", 9, null)).Recorded(5, 1, ("BTC", 9, 0.001m)).Caps(5, 1, ("bitcoin", "BTC", 9));

        Assert.Contains("Market caps: recorded since 2026-03-06 01:00 UTC", past.Look(Past.Universe(ListKind.MarketCap), Past.At(2)).Refusal);
        Assert.Contains("Spreads of binance: recorded since 2026-03-06 01:00 UTC", past.Look(Past.Universe() with { Filters = new() { MaxSpread = 1 / 4m } }, Past.At(2)).Refusal);
        Assert.Null(past.Look(Past.Universe() with { Filters = new() { MaxSpread = 1 / 4m } }, Past.At(6)).Refusal);
    }

    [Fact]
    public void A_record_of_long_ago_says_nothing_any_more() =>
        Assert.Contains("the last record before 2026-03-11 00:00 UTC is of 2026-03-02, which is too old", new Past().Listed("BTC").Recorded(1, 1, ("BTC", 9, null)).Look(Past.Universe(), Past.At(10)).Refusal);

    [Fact]
    public void A_candle_counts_when_it_has_closed()
    {
        var past = new Past().Closes("BTC", 0, 10, 99);
        var universe = Past.Universe(ListKind.StoredVolume) with { Filters = new() { MaxPrice = 50 } };

        Assert.Single(past.Look(universe, Past.At(1, 23.9)).Members);
        Assert.Empty(past.Look(universe, Past.At(2)).Members);
    }

    private static Past Eventful()
    {
        var past = new Past().Listed("AAA").Listed("BBB", from: 3, until: 9).Listed("CCC", from: 6);
        for (var day = 0; day < 12; day++)
        {
            past.Recorded(day, (day * 5) % 24, ("AAA", 100 + day, 0.01m), ("BBB", 160 - (day * 11), 0.02m), ("CCC", day * 20, 0.1m * (day % 7)));
            past.Caps(day, (day * 7) % 24, ("a", "AAA", 100), ("b", "BBB", 90 + day), ("c", "CCC", 30 * day));
        }
        return past.Closes("AAA", 0, 10, 11, 9, 12, 13, 8, 9, 10, 15, 14, 13, 12).Closes("BBB", 1, 5, 6, 7, 6, 4, 3, 2, 1, 0.05).Closes("CCC", 4, 1, 2, 4, 3, 6, 9, 12, 3);
    }
}
