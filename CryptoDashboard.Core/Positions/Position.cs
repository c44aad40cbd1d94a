using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Positions;

/// <summary>
/// What a bot holds of its market's base asset, at average cost. Fees are part of the cost of what was bought and of the proceeds of
/// what was sold, so that realised plus unrealised profit is the change of equity, to the last digit.
/// </summary>
public sealed record Position
{
    public required int BotId { get; init; }

    public required MarketId Market { get; init; }

    /// <summary>Base units held, dust included.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>What they cost, fees included; quote units.</summary>
    public decimal Cost { get; init; }

    /// <summary>Proceeds minus cost of everything sold so far, net of fees; quote units.</summary>
    public decimal Realised { get; init; }

    /// <summary>All fees so far, valued in quote units at their fills.</summary>
    public decimal Fees { get; init; }

    /// <summary>Average cost of one unit, or null when nothing is held.</summary>
    public decimal? AverageCost => Quantity.IsZero ? null : Cost / Quantity.Value;

    public decimal Unrealised(Price price) => (price * Quantity) - Cost;
}
