using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.DeadMan;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Risk;

public sealed partial class DeadManPage
{
    private const int UsualSeconds = 120;

    private List<Consequence> _rows = [];
    private Dictionary<string, DeadManChoice> _choices = [];
    private string? _error;

    [Inject]
    private IBotStore Bots { get; set; } = null!;

    [Inject]
    private IDeadManStore Choices { get; set; } = null!;

    [Inject]
    private AccountDesk Accounts { get; set; } = null!;

    [Inject]
    private Countdown Countdown { get; set; } = null!;

    [Inject]
    private HeartHost Heart { get; set; } = null!;

    [Inject]
    private DeadManOptions Options { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Summary
    {
        get
        {
            var unguarded = _rows.Count(r => r.IsUnguarded);
            var live = _rows.Count(r => r.Bot.IsLive);
            return live == 0 ? "No real money is at stake."
                : unguarded > 0 ? $"{unguarded} of {live} live bots would leave a position without a stop."
                : "Every real position keeps a stop that rests at its exchange.";
        }
    }

    private string ExchangeLayer => Countdown.Running.Count > 0
        ? string.Join(" ", Countdown.Running.OrderBy(c => c.Key).Select(c => $"{c.Key}: {c.Value.Exchange} cancels every order of it unless it hears from this desk again and again. {c.Value.Fault}".Trim()))
        : "Cancels every order of an account when it hears nothing any more. Kraken and OKX offer it for spot; chosen below for each account, and counting only while an armed bot trades.";

    private string SecondChannel => (Options.AliveAddress is { Length: > 0 }
            ? $"Hears every {Options.AliveSeconds} seconds that this desk is well, and raises the alarm itself when it does not: it notices the death of the whole machine. {Heart.AliveFault}"
            : "Not set: nobody would notice the death of the whole machine. Set DeadMan:AliveAddress to the address of a check that raises the alarm when it is not asked any more.")
        + (Options.AlarmAddress is { Length: > 0 } ? " The watchdog's alarms go to the address that is set." : " The watchdog's alarms go to its log only: set DeadMan:AlarmAddress to a chat's incoming webhook.");

    protected override void Follow() => OnEvents(e => e.Topic is EventTopic.Bots or EventTopic.Orders or EventTopic.Trades or EventTopic.Access);

    protected override async Task Load()
    {
        _choices = (await Choices.All(Leaving)).ToDictionary(c => c.Account);
        _rows = [.. (await Bots.Snapshots(Leaving))
            .Where(s => !s.Position.Quantity.IsZero || s.OpenOrders.Count > 0 || (s.Bot.IsLive && s.Bot.Status == BotStatus.Running))
            .Select(s => Consequence.Of(s, _choices.GetValueOrDefault(s.Bot.Account)))
            .OrderByDescending(c => c.IsUnguarded).ThenByDescending(c => c.Bot.IsLive).ThenBy(c => c.Bot.Name, StringComparer.Ordinal)];
    }

    private static string Count(int count) => count == 0 ? "–" : $"{count}";

    private async Task Choose(string account, int? seconds, bool cancelsEntries)
    {
        _error = await Do(Deed.ManageAccounts, () => Choices.Keep(new DeadManChoice { Account = account, CountdownSeconds = seconds, CancelsEntries = cancelsEntries }, Leaving));
        await Reload();
    }
}
