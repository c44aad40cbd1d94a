using System.Text.RegularExpressions;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>
/// Good or bad, by a lexicon of the trade's words. The sum of the weights is brought between −1 and 1 as x / √(x² + 15)
/// (C. Hutto and E. Gilbert, "VADER", 2014); a negation up to two words before turns a word round.
/// </summary>
public static partial class Sentiment
{
    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal) { "not", "no", "never", "without", "denies", "denied", "isn't", "won't", "doesn't", "didn't" };

    private static readonly Dictionary<string, double> Weights = Lexicon(
        (3, "soar soars soared skyrocket skyrockets moon boom record breakout"),
        (2, "surge surges surged rally rallies rallied bullish gain gains gained approve approves approved approval adoption adopts adopted upgrade upgrades win wins won growth inflow inflows jump jumps jumped rebound rebounds recovery recovers breakthrough outperform outperforms"),
        (1, "rise rises rising rose climb climbs climbed up higher high partnership partners launch launches launched support supports positive buy buys buying accumulate accumulates invest invests investment milestone success successful strong optimistic boost boosts boosted expands expansion secure secured integrates"),
        (-1, "fall falls falling fell drop drops dropped dip dips down lower low concern concerns warn warns warning risk risks weak sell sells selling outflow outflows delay delays delayed uncertainty volatile volatility pressure decline declines declined slump slips slipped cautious probe investigation"),
        (-2, "bearish lawsuit lawsuits sue sues sued ban bans banned loss losses lose loses lost liquidation liquidations liquidated plunge plunges plunged reject rejects rejected rejection fine fined fraud charges charged halt halts halted fear fears tumble tumbles tumbled sanctions sanctioned default outage dump dumps"),
        (-3, "crash crashes crashed hack hacked hacks hacker exploit exploited stolen theft scam collapse collapses collapsed bankrupt bankruptcy insolvent insolvency rug ponzi breach drained arrested"));

    /// <param name="text">Of any length; English.</param>
    /// <returns>−1 to 1; 0 where no word of the lexicon occurs.</returns>
    public static double Of(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant().Replace('’', '\'')).Select(m => m.Value).ToList();
        var sum = 0.0;
        for (var i = 0; i < words.Count; i++)
        {
            if (Weights.TryGetValue(words[i], out var weight))
                sum += (i > 0 && Negations.Contains(words[i - 1])) || (i > 1 && Negations.Contains(words[i - 2])) ? -0.75 * weight : weight;
        }
        return sum / Math.Sqrt((sum * sum) + 15);
    }

    private static Dictionary<string, double> Lexicon(params (double Weight, string Words)[] groups) =>
        groups.SelectMany(g => g.Words.Split(' ').Select(word => (word, g.Weight))).ToDictionary(p => p.word, p => p.Weight, StringComparer.Ordinal);

    [GeneratedRegex("[a-z']+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
