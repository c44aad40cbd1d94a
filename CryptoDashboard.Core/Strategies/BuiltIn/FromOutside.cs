using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// Has no opinion of a candle: signed calls to the bot's own address say when to buy and sell. The bot keeps the books and the guards, and
/// the risk gate judges each call as it judges a strategy.
/// </summary>
public sealed class FromOutside : IStrategy
{
    public const string Name = "outside";

    public static StrategyKind Kind { get; } = new(
        Name, "Signals from outside", "Trades what signed calls to its own address tell it, those of TradingView for instance, through the same risk gate.", [], _ => null, _ => new FromOutside());

    public int WarmUp => 1;

    public Signal Next(in Candle candle) => new(SignalAction.Hold, 0, 1);

    public string Explain() => "It waits for calls from outside.";

    public IReadOnlyList<IndicatorValue> Values() => [];
}
