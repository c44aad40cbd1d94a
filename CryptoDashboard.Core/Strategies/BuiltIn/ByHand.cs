using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>Never trades by itself: a person does, on the market page, and the bot keeps the books and the guards of what he bought.</summary>
public sealed class ByHand : IStrategy
{
    public const string Name = "by-hand";

    public static StrategyKind Kind { get; } = new(
        Name, "By hand", "Trades only what you tell it to on the market page, and guards what you bought.", [], _ => null, _ => new ByHand());

    public int WarmUp => 1;

    public Signal Next(in Candle candle) => new(SignalAction.Hold, 0, 1);

    public string Explain() => "It trades by hand only.";

    public IReadOnlyList<IndicatorValue> Values() => [];
}
