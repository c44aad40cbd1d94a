using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Positions;

/// <summary>Double entry: makes the lines of each transaction, in pairs that cancel out.</summary>
public static class Ledger
{
    public static string BotAccount(int botId) => $"bot:{botId}";

    /// <summary>A bot is given its capital.</summary>
    public static IReadOnlyList<LedgerEntry> OfCapital(int botId, Amount capital, DateTimeOffset at) =>
        Pairs($"capital:{botId}", at, ("capital", BotAccount(botId), capital));

    /// <summary>What an account holds beside its bots: where fees in a third asset come from.</summary>
    public static string OwnAccount(string account) => $"own:{account}";

    public static string ExchangeAccount(string account) => $"exchange:{account}";

    /// <summary>
    /// A fill: base against quote with the exchange, and the fee to the fees account. A fee in a third asset is paid by the account, which the bot
    /// pays back in quote.
    /// </summary>
    /// <param name="account">The account it was traded with: <c>paper</c>, or the name of one with an exchange.</param>
    public static IReadOnlyList<LedgerEntry> OfFill(Fill fill, string account)
    {
        var bot = BotAccount(fill.BotId);
        var exchangeAccount = ExchangeAccount(account);
        var isOwnAsset = fill.FeeAsset == fill.Market.Symbol.Base || fill.FeeAsset == fill.Market.Symbol.Quote;
        var payer = isOwnAsset ? bot : OwnAccount(account);
        var @base = new Amount(fill.Quantity.Value, fill.Market.Symbol.Base);
        var quote = new Amount(fill.Value, fill.Market.Symbol.Quote);
        var fee = new Amount(fill.Fee, fill.FeeAsset);
        var owed = new Amount(fill.Reimbursed, fill.Market.Symbol.Quote);
        var id = $"fill:{fill.OrderId}:{fill.FillId}";
        return fill.Side == Side.Buy
            ? Pairs(id, fill.At, (exchangeAccount, bot, @base), (bot, exchangeAccount, quote), (payer, "fees", fee), (bot, OwnAccount(account), owed))
            : Pairs(id, fill.At, (bot, exchangeAccount, @base), (exchangeAccount, bot, quote), (payer, "fees", fee), (bot, OwnAccount(account), owed));
    }

    /// <summary>What an account held when its books were opened.</summary>
    public static IReadOnlyList<LedgerEntry> OfOpening(string account, IEnumerable<Amount> held, DateTimeOffset at) =>
        Pairs($"opening:{account}", at, [.. held.Select(amount => ("outside", OwnAccount(account), amount))]);

    /// <summary>A deposit or a withdrawal.</summary>
    /// <param name="id">The exchange's own name of it: the same one is booked once.</param>
    /// <param name="fee">What a withdrawal cost beside what arrived; zero for none.</param>
    public static IReadOnlyList<LedgerEntry> OfTransfer(string account, bool isDeposit, string id, Amount amount, Amount fee, DateTimeOffset at)
    {
        var own = OwnAccount(account);
        return isDeposit
            ? Pairs($"deposit:{account}:{id}", at, ("outside", own, amount))
            : Pairs($"withdrawal:{account}:{id}", at, (own, "outside", amount), (own, "fees", fee));
    }

    /// <summary>What an account holds more or less than the books say, and nobody told why: a conversion of dust, an airdrop, a trade by hand.</summary>
    public static IReadOnlyList<LedgerEntry> OfUnexplained(string account, Amount residue, DateTimeOffset at) =>
        Pairs($"unexplained:{account}:{residue.Asset}:{at.ToUnixTimeSeconds()}", at, ("unexplained", OwnAccount(account), residue));

    private static List<LedgerEntry> Pairs(string transaction, DateTimeOffset at, params ReadOnlySpan<(string From, string To, Amount Amount)> moves)
    {
        var entries = new List<LedgerEntry>(moves.Length * 2);
        foreach (var (from, to, amount) in moves)
        {
            if (amount.Value == 0)
                continue;
            entries.Add(new LedgerEntry { Transaction = transaction, Line = entries.Count, Account = from, Asset = amount.Asset, Amount = -amount.Value, At = at });
            entries.Add(new LedgerEntry { Transaction = transaction, Line = entries.Count, Account = to, Asset = amount.Asset, Amount = amount.Value, At = at });
        }
        return entries;
    }
}
