using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// A sale that the exchange turned down, because of a ban for instance, is tried again at each close: crossings signal once, and a position
/// that its strategy has left must not stay for that. Real money only; a restart forgets the wish, the guards stay.
/// </summary>
internal sealed partial class BotRunner
{
    /// <summary>After so many refusals in a row somebody has to look.</summary>
    private const int MostRefusedSales = 5;

    /// <summary>How often the sale was turned down; null while the strategy does not want out.</summary>
    private int? _refusedSales;

    /// <summary>What a decision wants: out of all of it, or something else. A part that is turned down is left to the strategy.</summary>
    private void NoteWish(Order order) =>
        _refusedSales = _bot.IsLive && order.Purpose == TradePurpose.Exit && order.Quantity >= _parts.RulesOf(_bot.Market).FloorQuantity(_holding.Position.Quantity.Value) ? 0 : null;

    /// <returns>Whether this close was used for that.</returns>
    private async Task<bool> LeaveAgain(SignalAction action, CancellationToken cancel)
    {
        if (_refusedSales is not { } refused)
            return false;
        if (_holding.OpenTrade is null || action == SignalAction.Buy)
        {
            _refusedSales = null;
            return false;
        }
        if (_orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false }))
            return true;
        _refusedSales = ++refused;
        if (refused < MostRefusedSales)
        {
            await Flatten("The sale was turned down and is tried again.", cancel);
            await Guard(cancel);
            return true;
        }
        _refusedSales = null;
        await Guard(cancel);
        var why = $"Its sale was turned down {refused} times in a row, and it holds {_holding.Position.Quantity} {_bot.Market.Symbol.Base} still. See under its orders why, sell by hand here or at the exchange, then start it again.";
        await ChangeStatus(BotStatus.Halted, why, _progress, "bot-halted", $"{_bot.Name} halted: {why}", cancel);
        return true;
    }
}
