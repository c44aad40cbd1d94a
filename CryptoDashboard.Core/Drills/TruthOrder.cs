using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>An order as it truly stands at the exchange of a drill, whatever the desk was told.</summary>
public sealed class TruthOrder(Order order, TradingRules rules, string exchangeId, DateTimeOffset takenAt)
{
    private readonly List<Fill> _fills = [];

    public Order Order => order;

    public string ExchangeId => exchangeId;

    public DateTimeOffset TakenAt => takenAt;

    public FoundState State { get; internal set; } = FoundState.Open;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Fill> Fills => _fills;

    public decimal Filled => _fills.Sum(f => f.Quantity.Value);

    /// <summary>Base units still to be traded.</summary>
    public decimal Left => Math.Max(order.Quantity.Value - Filled, 0);

    public bool IsOpen => State == FoundState.Open;

    internal PaperOrder Matching { get; } = new(order, rules, TimeSpan.Zero);

    internal void Add(Fill fill) => _fills.Add(fill);
}
