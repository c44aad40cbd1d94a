using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Tests.Universes;

/// <summary>Who joins and who leaves at a look.</summary>
public sealed class RosterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_of_the_list_join_while_there_are_places() =>
        Assert.Equal(["BTC/USDT joins", "ETH/USDT joins"], Moves(["BTC", "ETH", "DOGE"], [], places: 2));

    [Fact]
    public void Who_belongs_no_more_leaves_and_keeps_its_place_until_it_is_flat() =>
        Assert.Equal(["BTC/USDT leaves"], Moves(["ETH", "DOGE"], [("BTC", Membership.In), ("ETH", Membership.In)], places: 2));

    [Fact]
    public void Its_place_is_free_once_it_has_stopped() =>
        Assert.Equal(["DOGE/USDT joins"], Moves(["ETH", "DOGE"], [("BTC", Membership.Out), ("ETH", Membership.In)], places: 2));

    [Fact]
    public void Who_belongs_again_before_it_was_flat_stays() =>
        Assert.Equal(["BTC/USDT stays"], Moves(["BTC"], [("BTC", Membership.Leaving)], places: 1));

    [Fact]
    public void One_that_a_person_must_look_at_is_left_alone_and_keeps_its_place() =>
        Assert.Empty(Moves(["ETH"], [("BTC", Membership.Held)], places: 1));

    [Fact]
    public void A_look_that_says_nothing_moves_nobody() =>
        Assert.Empty(Roster.Moves(new UniverseLook(Now, [], []) { Refusal = "Nothing is recorded." }, new Dictionary<Symbol, Membership> { [Symbol.Parse("BTC/USDT")] = Membership.In }, 5));

    [Fact]
    public void The_reason_of_leaving_is_the_one_of_the_look()
    {
        var look = new UniverseLook(Now, [], [new LeftOut(Symbol.Parse("BTC/USDT"), "spread 42 bp, over 20 bp")]);

        Assert.Equal("spread 42 bp, over 20 bp", Assert.Single(Roster.Moves(look, new Dictionary<Symbol, Membership> { [Symbol.Parse("BTC/USDT")] = Membership.In }, 5)).Reason);
    }

    private static string[] Moves(string[] members, (string Symbol, Membership Is)[] now, int places) =>
    [
        .. Roster.Moves(
            new UniverseLook(Now, [.. members.Select(m => new UniverseMember(Symbol.Parse($"{m}/USDT"), "first"))], []),
            now.ToDictionary(n => Symbol.Parse($"{n.Symbol}/USDT"), n => n.Is),
            places).Select(m => $"{m.Symbol} {m.Kind.ToString().ToLowerInvariant()}"),
    ];
}
