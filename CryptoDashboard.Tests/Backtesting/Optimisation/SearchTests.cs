using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>What the three searches try, on landscapes that are known.</summary>
public sealed class SearchTests
{
    public static TheoryData<SearchMethod> Methods => [SearchMethod.Grid, SearchMethod.Random, SearchMethod.Tpe];

    [Fact]
    public void A_grid_tries_every_combination_that_fits_once_and_counts_the_others()
    {
        var search = Search.Of(SearchMethod.Grid, Searches.Space(20), 1);

        var done = Searches.Walk(search, 1_000, _ => 0);

        Assert.Equal(190, done.Count);
        Assert.Equal(190, done.Select(d => (d.Place[0], d.Place[1])).Distinct().Count());
        Assert.Equal(210, search.Skipped);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void No_search_tries_a_combination_twice_or_one_that_the_strategy_refuses(SearchMethod method)
    {
        var done = Searches.Walk(Search.Of(method, Searches.Space(20), 7), 1_000, p => -p[1]);

        Assert.Equal(190, done.Select(d => (d.Place[0], d.Place[1])).Distinct().Count());
        Assert.All(done, d => Assert.True(d.Place[0] < d.Place[1]));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_search_taken_up_after_a_crash_tries_what_it_would_have_tried(SearchMethod method)
    {
        var whole = Searches.Walk(Search.Of(method, Searches.Space(60), 5), 144, Hill);

        var first = Searches.Walk(Search.Of(method, Searches.Space(60), 5), 96, Hill);
        var again = Search.Of(method, Searches.Space(60), 5);
        again.TakeUp(first, 0);
        Searches.GoOn(again, first, 144, Hill);

        Assert.Equal(whole.Select(t => (t.Place[0], t.Place[1])), first.Select(t => (t.Place[0], t.Place[1])));
    }

    [Fact]
    public void Another_seed_tries_other_combinations()
    {
        var one = Searches.Walk(Search.Of(SearchMethod.Random, Searches.Space(60), 1), 20, Hill);
        var two = Searches.Walk(Search.Of(SearchMethod.Random, Searches.Space(60), 2), 20, Hill);

        Assert.NotEqual(one.Select(t => (t.Place[0], t.Place[1])), two.Select(t => (t.Place[0], t.Place[1])));
    }

    [Fact]
    public void TPE_comes_nearer_to_a_summit_than_chance_does_with_as_many_trials()
    {
        double Mean(SearchMethod method) => Enumerable.Range(1, 20).Average(seed => Searches.Walk(Search.Of(method, Searches.Space(100), (ulong)seed), 120, Hill).Max(t => t.Score!.Value));

        var (tpe, chance) = (Mean(SearchMethod.Tpe), Mean(SearchMethod.Random));

        Assert.True(tpe > chance / 3, $"The summit is at 0. TPE came to {tpe:0.00} on average, chance to {chance:0.00}.");
    }

    [Fact]
    public void TPE_goes_on_where_most_trials_have_no_score()
    {
        var done = Searches.Walk(Search.Of(SearchMethod.Tpe, Searches.Space(100), 1), 200, p => p[0] > 80 ? Hill(p) : null);

        Assert.Equal(200, done.Count);
    }

    /// <summary>One summit of height 0 at (30, 70).</summary>
    private static double? Hill(int[] place) => -(Math.Pow(place[0] - 30, 2) + Math.Pow(place[1] - 70, 2));
}
