using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Positions;

/// <summary>What was sold, matched with what it was bought as.</summary>
/// <param name="Quantity">Base units.</param>
/// <param name="Cost">What they cost with their fees; quote units.</param>
/// <param name="Proceeds">What they brought, less fees; quote units.</param>
/// <param name="BoughtAt">Null with average costs, and for what was sold without having been bought here.</param>
public sealed record TaxLot(int BotId, MarketId Market, DateTimeOffset? BoughtAt, DateTimeOffset SoldAt, decimal Quantity, decimal? Cost, decimal Proceeds)
{
    /// <summary>Whether a fee of its purchase or sale was in a third asset whose value was not known then: it is in neither figure.</summary>
    public bool LacksFee { get; init; }

    /// <summary>Null where the cost or a fee is not known: they are never taken for zero.</summary>
    public decimal? Gain => LacksFee ? null : Proceeds - Cost;
}

/// <summary>Matches sales with purchases per bot and market: first in first out, or at average cost.</summary>
public static class TaxLots
{
    /// <param name="fills">Oldest first.</param>
    /// <param name="isFifo">First in first out; else average cost.</param>
    public static IEnumerable<TaxLot> Of(IEnumerable<Fill> fills, bool isFifo)
    {
        var books = new Dictionary<(int, MarketId), Queue<Lot>>();
        foreach (var fill in fills)
        {
            if (!books.TryGetValue((fill.BotId, fill.Market), out var lots))
                books[(fill.BotId, fill.Market)] = lots = new Queue<Lot>();
            var (baseFee, quoteFee) = Fees(fill);
            if (fill.Side == Side.Buy)
            {
                var got = fill.Quantity.Value - baseFee;
                if (isFifo || !lots.TryDequeue(out var all))
                    lots.Enqueue(new Lot(fill.At, got, fill.Value + quoteFee, IsUnvalued(fill)));
                else
                    lots.Enqueue(new Lot(null, all.Quantity + got, all.Cost + fill.Value + quoteFee, all.LacksFee || IsUnvalued(fill)));
                continue;
            }
            foreach (var lot in Sell(lots, fill, fill.Quantity.Value + baseFee, fill.Value - quoteFee, isFifo))
                yield return lot;
        }
    }

    private static IEnumerable<TaxLot> Sell(Queue<Lot> lots, Fill fill, decimal quantity, decimal proceeds, bool isFifo)
    {
        var left = quantity;
        while (left > 0)
        {
            if (!lots.TryPeek(out var lot))
            {
                yield return new TaxLot(fill.BotId, fill.Market, null, fill.At, left, null, proceeds * left / quantity) { LacksFee = IsUnvalued(fill) };
                yield break;
            }
            var taken = Math.Min(left, lot.Quantity);
            var cost = lot.Cost * taken / lot.Quantity;
            yield return new TaxLot(fill.BotId, fill.Market, isFifo ? lot.BoughtAt : null, fill.At, taken, cost, proceeds * taken / quantity) { LacksFee = lot.LacksFee || IsUnvalued(fill) };
            lots.Dequeue();
            if (lot.Quantity > taken)
            {
                // What is left of the first lot stays the first.
                var rest = lots.ToList();
                lots.Clear();
                lots.Enqueue(lot with { Quantity = lot.Quantity - taken, Cost = lot.Cost - cost });
                rest.ForEach(lots.Enqueue);
            }
            left -= taken;
        }
    }

    private static (decimal Base, decimal Quote) Fees(Fill fill) =>
        fill.FeeAsset == fill.Market.Symbol.Base ? (fill.Fee, 0) : (0, fill.FeeAsset == fill.Market.Symbol.Quote ? fill.Fee : fill.FeeValue ?? 0);

    private static bool IsUnvalued(Fill fill) => fill.Fee != 0 && fill.FeeValue is null && fill.FeeAsset != fill.Market.Symbol.Base && fill.FeeAsset != fill.Market.Symbol.Quote;

    private readonly record struct Lot(DateTimeOffset? BoughtAt, decimal Quantity, decimal Cost, bool LacksFee);
}
