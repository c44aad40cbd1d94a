using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Orders;

/// <summary>One execution of an order. (Order, exchange's id of the fill) is unique: a fill reported twice counts once.</summary>
public sealed record Fill
{
    public required string OrderId { get; init; }

    /// <summary>The exchange's own id of this execution.</summary>
    public required string FillId { get; init; }

    public required int BotId { get; init; }

    public required MarketId Market { get; init; }

    public required Side Side { get; init; }

    public required Price Price { get; init; }

    /// <summary>Base units executed, before any fee.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What the exchange kept: positive, in <see cref="FeeAsset"/>; a rebate is negative.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Spot exchanges take it from what is received: base of a buy, quote of a sell.</summary>
    public required Asset FeeAsset { get; init; }

    /// <summary>The fee in quote units at the moment of the fill; null where it is in a third asset whose price was not known then.</summary>
    public decimal? FeeValue { get; init; }

    /// <summary>
    /// What the bot owes its account for a fee that was taken in a third asset: its value in quote units, to eighteen digits. 0 for fees in base
    /// or quote, and where the value was not known.
    /// </summary>
    public decimal Reimbursed => FeeAsset == Market.Symbol.Base || FeeAsset == Market.Symbol.Quote ? 0 : decimal.Round(FeeValue ?? 0, 18);

    /// <summary>Whether it waited in the book and was met there; else it took what waited.</summary>
    public bool IsMaker { get; init; }

    /// <summary>When it happened, by the market's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Price × quantity; quote units.</summary>
    public decimal Value => Price * Quantity;
}
