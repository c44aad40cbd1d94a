namespace CryptoDashboard.Core.Bots;

/// <summary>How a member leaves its fleet: no more entries, exits and stops as always, and at the close at which it is flat it stops.</summary>
internal sealed partial class BotRunner
{
    /// <summary>Lets it enter on no candle that closes after a moment; one that leaves already, or does not run, stays as it is.</summary>
    public Task Leave(DateTimeOffset at, string because, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            if (IsRunning && _bot.LeavesAt is null)
                await KeepLeaving(at, because, "member-leaves", $"{_bot.Name} enters no more: {because}. It stops when it is flat.", stop);
        },
        cancel);

    /// <summary>Lets one that leaves, and has not stopped yet, enter again.</summary>
    public Task Stay(string because, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            if (IsRunning && _bot.LeavesAt is not null)
                await KeepLeaving(null, null, "member-stays", $"{_bot.Name} may enter again: {because}.", stop);
        },
        cancel);

    private async Task KeepLeaving(DateTimeOffset? at, string? because, string kind, string text, CancellationToken cancel)
    {
        var bot = _bot with { LeavesAt = at, LeavesBecause = because };
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = _progress, Bot = bot, Events = [_told.OfBot(bot, kind, text)] }, cancel);
        _bot = bot;
    }

    /// <summary>After a candle was handled: whether it had to leave and has nothing left to do.</summary>
    private async Task StopWhenLeft(DateTimeOffset closed, CancellationToken cancel)
    {
        if (!IsRunning || !(closed > _bot.LeavesAt) || _holding.OpenTrade is not null || !_orders.IsEmpty || !_plans.IsEmpty)
            return;
        await ChangeStatus(BotStatus.Stopped, null, _progress, "bot-stopped", $"{_bot.Name} stopped: it has left its fleet and is flat.", cancel);
    }
}
