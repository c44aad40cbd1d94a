using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Whether an account really holds what its live bots trade with, asked of the exchange before one of them starts. Each bot keeps books of its
/// own, so that several on one account could together claim more than there is.
/// </summary>
public sealed class AccountCover(AccountDesk accounts, CcxtExchange exchange, IBotStore bots)
{
    /// <exception cref="ArgumentException">There is too little; the message is a sentence with the numbers that says what to do.</exception>
    public async Task Demand(Bot bot, CancellationToken cancel)
    {
        if (!bot.IsLive)
            return;
        if (accounts.Find(bot.Account) is not { } account)
            throw new ArgumentException($"The account {bot.Account} is not here or its keys cannot be opened. Add it under Accounts, then start the bot.", nameof(bot));
        var (@base, quote) = (bot.Market.Symbol.Base, bot.Market.Symbol.Quote);
        var beside = (await bots.Snapshots(cancel)).Where(s => s.Bot.IsLive && s.Bot.Account == bot.Account).ToList();
        var held = await Ask(account.Exchange, account.Name, cancel);
        var own = beside.Where(s => s.Bot.Id == bot.Id).Sum(s => s.Progress.Cash);
        var others = beside.Where(s => s.Bot.Id != bot.Id && s.Bot.Status == BotStatus.Running && s.Bot.Market.Symbol.Quote == quote).Sum(s => s.Progress.Cash);
        if (own + others > held(quote.Code))
        {
            var claimed = others > 0 ? $"its running bots claim {others:0.########} of it already" : "no other bot claims any of it";
            throw new ArgumentException(
                $"{bot.Name} trades with {own:0.########} {quote}, {account.Name} holds {held(quote.Code):0.########} and {claimed}: deposit {own + others - held(quote.Code):0.########} {quote}, or stop a bot.", nameof(bot));
        }
        // Coins are bound by every bot that has bought some, whether it runs or not.
        var bought = beside.Where(s => s.Bot.Market.Symbol.Base == @base).Sum(s => s.Position.Quantity.Value);
        if (bought > held(@base.Code))
        {
            throw new ArgumentException(
                $"The bots of {account.Name} are to have {bought:0.########} {@base} and it holds {held(@base.Code):0.########}: bring the rest back, or close their positions here first.", nameof(bot));
        }
    }

    private async Task<Func<string, decimal>> Ask(string exchangeId, string account, CancellationToken cancel)
    {
        try
        {
            var balances = await exchange.Balances(exchangeId, account, cancel);
            return asset => balances.TryGetValue(asset, out var holding) ? holding.Total ?? 0 : 0;
        }
        catch (OutsideFault fault)
        {
            throw new ArgumentException($"What {account} holds could not be asked of {exchangeId}, so the bot was not started: {fault.Message}", fault);
        }
    }
}
