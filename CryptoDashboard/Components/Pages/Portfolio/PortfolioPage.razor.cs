using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Reconciliation;

namespace CryptoDashboard.Components.Pages.Portfolio;

public sealed partial class PortfolioPage
{
    private static readonly string[] Currencies = ["USDT", "USD", "USDC", "EUR", "BTC", "ETH"];

    private List<BotRow> _rows = [];
    private List<(string Asset, decimal Held, decimal? Value)> _assets = [];
    private IReadOnlyList<LedgerEntry> _ledger = [];
    private IReadOnlyDictionary<string, decimal> _sums = new Dictionary<string, decimal>();
    private IReadOnlyList<BookCheck> _checks = [];
    private IReadOnlyList<BookCheck> _differences = [];
    private Dictionary<(string Account, string Asset), decimal> _unexplained = [];
    private string _in = "USDT";
    private bool _live;
    private decimal _total;
    private decimal _inMarket;
    private decimal _realised;
    private decimal _unrealised;
    private decimal _fees;
    private string _without = "";

    protected override void Follow()
    {
        OnEvents(e => e.Topic is EventTopic.Bots or EventTopic.Orders or EventTopic.Trades || e.Kind is "books-opened" or "books-differ" or "deposit-booked" or "withdrawal-booked");
        OnMarkets(null, _ =>
        {
            Count();
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        _rows = [.. (await Bots.Snapshots(Leaving)).Where(s => Purses.Of(s.Bot) == (_live ? Purse.Real : Purse.Paper)).Select(s => new BotRow(s, Engine))];
        _ledger = await Trades.Ledger(60, Leaving);
        _sums = await Trades.LedgerSums(Leaving);
        if (_live)
        {
            _checks = await BookKeeping.Newest(Leaving);
            _differences = await BookKeeping.Differences(8, Leaving);
            _unexplained = (await BookKeeping.Unexplained(Leaving)).ToDictionary(u => (u.Account, u.Asset), u => u.Amount);
        }
        Count();
    }

    private static string SignedQuantity(decimal amount) => $"{(amount > 0 ? "+" : "−")}{Figures.Quantity(Math.Abs(amount))}";

    private void Count()
    {
        var held = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var into = new Asset(_in);
        (_inMarket, _realised, _unrealised, _fees) = (0, 0, 0, 0);
        foreach (var row in _rows)
        {
            row.Value(Engine, Hub);
            var symbol = row.Bot.Market.Symbol;
            Add(held, symbol.Quote.Code, row.Holding.Cash);
            Add(held, symbol.Base.Code, row.Holding.Position.Quantity.Value);
            if (Values.Rate(symbol.Quote, into) is not { } rate)
                continue;
            _inMarket += (row.Equity - row.Holding.Cash) * rate;
            _realised += row.Holding.Position.Realised * rate;
            _unrealised += (LastOf(row) is { } last ? row.Holding.Position.Unrealised(last) : 0) * rate;
            _fees += row.Holding.Position.Fees * rate;
        }
        _assets = [.. held.Where(h => h.Value != 0).Select(h => (h.Key, h.Value, Values.Rate(new Asset(h.Key), into) is { } rate ? h.Value * rate : (decimal?)null)).OrderByDescending(a => a.Item3 ?? 0)];
        _total = _assets.Sum(a => a.Value ?? 0);
        // What has no price is not worth nothing: it is left out, and said.
        _without = string.Join(", ", _assets.Where(a => a.Value is null).Select(a => a.Asset));
    }

    private static void Add(SortedDictionary<string, decimal> held, string asset, decimal amount) => held[asset] = held.GetValueOrDefault(asset) + amount;

    private Price? LastOf(BotRow row) => Hub.TryGet(row.Bot.Market, out var market) ? market.Ticker?.Last : null;

    private bool IsDust(BotRow row) => Hub.TryGet(row.Bot.Market, out var market) && market.Ticker is { } ticker
        && !market.Rules.IsTradable(market.Rules.FloorQuantity(row.Holding.Position.Quantity.Value), ticker.Last);

    private async Task Show(bool live)
    {
        _live = live;
        await Reload();
    }
}
