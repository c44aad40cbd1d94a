namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Rules to begin with. They show what can be written; none of them promises a profit.</summary>
public static class RuleTemplates
{
    /// <summary>Name, what it is for, the document.</summary>
    public static IReadOnlyList<(string Name, string Summary, RuleDocument Document)> All { get; } =
    [
        .. new (string, string)[]
        {
            ("Comes back up out of oversold: the RSI cross as rules.", """
                {"version":1,"name":"RSI bounce",
                 "entries":{"all":[{"left":{"indicator":{"name":"rsi","length":14}},"is":"crosses-above","right":30}]},
                 "exits":{"any":[{"left":{"indicator":{"name":"rsi","length":14}},"is":"crosses-below","right":70}]}}
                """),
            ("Buys a pause within a rising trend, sells when the trend ends or after a time.", """
                {"version":1,"name":"Pullback in a trend",
                 "entries":{"all":[
                   {"left":{"price":"close"},"is":">","right":{"indicator":{"name":"ema","length":200}}},
                   {"left":{"indicator":{"name":"ema","length":200}},"is":"rising","candles":3},
                   {"left":{"indicator":{"name":"rsi","length":14}},"is":"crosses-above","right":40}]},
                 "exits":{"any":[
                   {"left":{"price":"close"},"is":"crosses-below","right":{"indicator":{"name":"ema","length":200}}},
                   {"left":{"position":"bars"},"is":">=","right":100}]},
                 "stops":{"stopLoss":0.05,"when":{"left":{"position":"profit"},"is":"<=","right":-0.04}},
                 "size":{"share":0.25}}
                """),
            ("Buys the break of a channel when volume comes with it, sells at the low of a shorter one.", """
                {"version":1,"name":"Breakout with volume",
                 "entries":{"all":[
                   {"left":{"price":"close"},"is":">","right":{"indicator":{"name":"donchian","length":20,"skip":1,"output":"upper"}}},
                   {"left":{"price":"volume"},"is":">","right":{"indicator":{"name":"sma","length":20,"source":"volume"},"times":1.5}},
                   {"not":{"inPosition":true}}]},
                 "exits":{"any":[{"left":{"price":"close"},"is":"<","right":{"indicator":{"name":"donchian","length":10,"skip":1,"output":"lower"}}}]},
                 "stops":{"atrStop":3}}
                """),
        }.Select(pair => (RuleReader.Parse(pair.Item2), pair.Item1)).Select(pair => (pair.Item1.Name, pair.Item2, pair.Item1)),
    ];
}
