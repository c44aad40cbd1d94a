using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Universes;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Fleets;

/// <summary>The looks of running fleets, and the moves that follow: judged by the code that a backtest of the universe is judged by.</summary>
public sealed partial class FleetDesk
{
    /// <summary>After a look that led to nothing the next one is made at the next whole multiple of this.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>Makes the looks of all running fleets that are due.</summary>
    public async Task LookAtAll(CancellationToken cancel)
    {
        foreach (var fleet in (await fleets.All(cancel)).Where(f => f.Status == FleetStatus.Running))
            await LookAt(fleet.Id, time.GetUtcNow(), cancel);
    }

    /// <summary>
    /// The moment that a fleet is to be looked at as of: that of its start at first, then each at which its universe is looked at, and sooner
    /// after a look that led to nothing. Null where the last one was made.
    /// </summary>
    public static DateTimeOffset? DueAt(Fleet fleet, LookEvery every, DateTimeOffset now)
    {
        if (Begins(fleet))
            return fleet.StatusChangedAt;
        var due = Floor(now, fleet.Trouble is null ? TimeSpan.FromHours((int)every) : LookAgainAfter);
        return due > fleet.LookedAt ? due : null;
    }

    /// <summary>Makes the look of a fleet that is due, if one is.</summary>
    internal Task LookAt(int id, DateTimeOffset now, CancellationToken cancel) => InTurn(
        async () =>
        {
            if (await fleets.Find(id, cancel) is not { Status: FleetStatus.Running } fleet)
                return false;
            var at = DueAt(fleet, LookEvery.Hour, now);
            try
            {
                var universe = fleet.Universe;
                at = DueAt(fleet, universe.Every, now);
                if (at is not { } moment)
                    return false;
                var trouble = emergency.Order is not null ? "The kill switch is on: nobody joins until it is released." : await Look(fleet, universe, moment, cancel);
                await Keep(fleet, moment, trouble, cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !JournalFault.IsOutage(exception))
            {
                logger.LogError(exception, "The fleet {Fleet} could not be looked at", fleet.Name);
                await Keep(fleet, at ?? now, exception is ArgumentException told ? Said(told) : "The look failed; the log says why. It is made again within ten minutes.", cancel);
            }
            return true;
        },
        cancel);

    private static bool Begins(Fleet fleet) => fleet.LookedAt is null || fleet.LookedAt < fleet.StatusChangedAt;

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => new(moment.UtcTicks - (moment.UtcTicks % step.Ticks), TimeSpan.Zero);

    /// <returns>What could not be done, as sentences; null where all could.</returns>
    private async Task<string?> Look(Fleet fleet, Universe universe, DateTimeOffset at, CancellationToken cancel)
    {
        var members = new FleetMembers(fleet.Id, await bots.All(cancel));
        var look = universe.Look((await reader.Read(universe, at, at, cancel)).AsOf(at), [.. members.Bots.Select(b => b.Market.Symbol)]);
        if (look.Refusal is not null)
            return look.Refusal;
        var troubles = new List<string>();
        foreach (var move in Roster.Moves(look, members.Now(Begins(fleet)), fleet.Places))
        {
            var kept = new FleetMove { FleetId = fleet.Id, At = move.At, Symbol = move.Symbol.ToString(), Kind = move.Kind, Reason = move.Reason };
            await fleets.Note(kept, Told(fleet, $"fleet-member-{move.Kind.ToString().ToLowerInvariant()}", $"{fleet.Name}: {move.Symbol} {Words(move.Kind)}: {move.Reason}."), cancel);
            try
            {
                await Make(fleet, universe, members, move, cancel);
            }
            catch (ArgumentException exception)
            {
                troubles.Add($"{move.Symbol} could not join: {Said(exception)}");
            }
        }
        return troubles.Count == 0 ? null : string.Join(" ", troubles);
    }

    private async Task Make(Fleet fleet, Universe universe, FleetMembers members, RosterMove move, CancellationToken cancel)
    {
        var bot = members.Of(move.Symbol);
        switch (move.Kind)
        {
            case RosterMoveKind.Joins:
                await desk.Start(await TakeIn(fleet, universe, bot, move, cancel), cancel);
                break;
            case RosterMoveKind.Leaves when bot is not null:
                await engine.Leave(bot.Id, move.At, move.Reason, cancel);
                break;
            case RosterMoveKind.Stays when bot is not null:
                await engine.Stay(bot.Id, move.Reason, cancel);
                break;
            default:
                throw new InvalidOperationException($"{move.Symbol} has no bot that could be one that {move.Kind}.");
        }
    }

    /// <summary>A bot that was a member before comes back with what it has, under the settings of its fleet.</summary>
    private async Task<int> TakeIn(Fleet fleet, Universe universe, Bot? before, RosterMove move, CancellationToken cancel)
    {
        var wanted = fleet.Member(universe, move.Symbol);
        if (before is null)
        {
            // Marked as one that has left until it is started: a crash in between leaves nobody who seems to have been stopped by a person.
            return await desk.Create(wanted with { LeavesAt = move.At, LeavesBecause = "it has not begun yet" }, cancel);
        }
        var edited = before with { Strategy = wanted.Strategy, Parameters = wanted.Parameters, TradeShare = wanted.TradeShare, MaxExposure = wanted.MaxExposure, Guards = wanted.Guards };
        if (edited != before)
            await desk.Edit(edited, cancel);
        return before.Id;
    }

    private async Task Keep(Fleet fleet, DateTimeOffset at, string? trouble, CancellationToken cancel)
    {
        var told = trouble is null || trouble == fleet.Trouble ? null : Told(fleet, "fleet-in-trouble", $"{fleet.Name}: {trouble}");
        await fleets.Save(fleet with { LookedAt = at, Trouble = Short(trouble) }, told, cancel);
    }

    /// <summary>Without the name of a parameter of ours, which is nothing to a person.</summary>
    private static string Said(ArgumentException exception) => exception.ParamName is { } name ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;

    private static string? Short(string? trouble) => trouble is { Length: > Fleet.MostTrouble } ? trouble[..(Fleet.MostTrouble - 1)] + "…" : trouble;

    private static string Words(RosterMoveKind kind) => kind switch
    {
        RosterMoveKind.Joins => "joins",
        RosterMoveKind.Stays => "may stay",
        RosterMoveKind.Leaves => "leaves",
        _ => "stops",
    };
}
