using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Fleets;

/// <summary>
/// What a person may do with fleets, and the looks that a running one makes by itself. Deeds of one kind or the other never overlap. What is
/// kept last is what makes a deed done, so that one that a crash cut off is done again from what the bots really are.
/// </summary>
public sealed partial class FleetDesk(
    IFleetStore fleets, UniverseReader reader, IBotStore bots, BotDesk desk, BotEngine engine, EmergencyStop emergency, EventFeed feed, TimeProvider time, ILogger<FleetDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Everything wrong with these settings, by the name of the field.</summary>
    public static IReadOnlyList<(string Field, string Fault)> Faults(Fleet fleet)
    {
        var faults = new List<(string Field, string Fault)>();
        if (string.IsNullOrWhiteSpace(fleet.Name) || fleet.Name.Length > Fleet.MostName)
            faults.Add((nameof(Fleet.Name), $"Give the fleet a name of 1 to {Fleet.MostName} characters: its bots are called after it."));
        if (fleet.Places is < 1 or > Fleet.MostPlaces)
            faults.Add((nameof(Fleet.Places), $"A fleet has 1 to {Fleet.MostPlaces} places; {fleet.Places} are asked for."));
        try
        {
            var universe = fleet.Universe;
            if (faults.Count == 0)
                faults.AddRange(BotDesk.Faults(fleet.Member(universe, new Symbol(new("BTC"), new(universe.Quote)))).Select(f => f.Field == nameof(Bot.Capital)
                    ? (nameof(Fleet.Capital), $"Each of the {fleet.Places} places has {fleet.Share:#,0.########} {universe.Quote}; {BotDesk.MinCapital:0} to {BotDesk.MaxCapital:#,0} is possible.")
                    : f));
        }
        catch (ArgumentException exception)
        {
            faults.Add((nameof(Fleet.Document), exception.Message));
        }
        return faults;
    }

    /// <summary>Makes a stopped fleet; returns its id.</summary>
    /// <exception cref="ArgumentException">It has faults, or another one has its name; the message says so to the user.</exception>
    public Task<int> Create(Fleet fleet, string by, CancellationToken cancel) => InTurn(
        async () =>
        {
            if (Faults(fleet) is { Count: > 0 } faults)
                throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(fleet));
            if ((await fleets.All(cancel)).Any(f => string.Equals(f.Name, fleet.Name, StringComparison.OrdinalIgnoreCase)))
                throw new ArgumentException($"Another fleet is called {fleet.Name}. Choose another name.", nameof(fleet));
            var now = time.GetUtcNow();
            return await fleets.Create(fleet with { Status = FleetStatus.Stopped, CreatedAt = now, StatusChangedAt = now, LookedAt = null, Trouble = null }, Told(fleet, "fleet-created", $"{by} made the fleet {fleet.Name}."), cancel);
        },
        cancel);

    /// <summary>Lets it look at its universe, at once and from then on. Members that a person stopped are taken up again.</summary>
    /// <exception cref="ArgumentException">The kill switch is on.</exception>
    /// <exception cref="KeyNotFoundException">There is no such fleet.</exception>
    public async Task Start(int id, string by, CancellationToken cancel)
    {
        await InTurn(
            async () =>
            {
                var fleet = await Known(id, cancel);
                if (emergency.Order is not null)
                    throw new ArgumentException("The kill switch is on. Release it on the Risk page, then start the fleet.");
                if (fleet.Status != FleetStatus.Running)
                    await Change(fleet, FleetStatus.Running, "fleet-started", $"{by} started the fleet {fleet.Name}.", cancel);
                return true;
            },
            cancel);
        await LookAt(id, time.GetUtcNow(), cancel);
    }

    /// <summary>Lets no member enter any more; each stops when it is flat.</summary>
    /// <exception cref="KeyNotFoundException">There is no such fleet.</exception>
    public Task Pause(int id, string by, CancellationToken cancel) => InTurn(
        async () =>
        {
            var fleet = await Known(id, cancel);
            foreach (var bot in await Running(id, cancel))
                await engine.Leave(bot.Id, time.GetUtcNow(), "the fleet is paused", cancel);
            if (fleet.Status == FleetStatus.Running)
                await Change(fleet, FleetStatus.Paused, "fleet-paused", $"{by} paused the fleet {fleet.Name}: its members enter no more and stop when they are flat.", cancel);
            return true;
        },
        cancel);

    /// <summary>Stops every member and does with its orders and position what was chosen.</summary>
    /// <exception cref="KeyNotFoundException">There is no such fleet.</exception>
    public Task Stop(int id, StopChoice choice, string by, CancellationToken cancel) => InTurn(
        async () =>
        {
            var fleet = await Known(id, cancel);
            var running = await Running(id, cancel);
            // A crash from here on leaves members that enter no more and stop by themselves.
            foreach (var bot in running)
                await engine.Leave(bot.Id, time.GetUtcNow(), "the fleet was stopped", cancel);
            if (fleet.Status != FleetStatus.Stopped)
                await Change(fleet, FleetStatus.Stopped, "fleet-stopped", $"{by} stopped the fleet {fleet.Name}{(choice == StopChoice.Close ? " and has its positions sold" : "")}.", cancel);
            foreach (var bot in running)
                await engine.Stop(bot.Id, choice, cancel);
            return true;
        },
        cancel);

    /// <summary>Deletes one that is stopped; its bots stay, as bots of their own.</summary>
    /// <exception cref="ArgumentException">It, or a member of it, is at work.</exception>
    public Task Delete(int id, string by, CancellationToken cancel) => InTurn(
        async () =>
        {
            var fleet = await Known(id, cancel);
            if (fleet.Status != FleetStatus.Stopped || (await Running(id, cancel)).Count > 0)
                throw new ArgumentException("The fleet is at work. Stop it, then delete it.");
            await fleets.Delete(id, Told(fleet, "fleet-deleted", $"{by} deleted the fleet {fleet.Name}; its bots stay."), cancel);
            foreach (var bot in (await bots.All(cancel)).Where(b => b.FleetId == id))
                await engine.Forget(bot.Id, cancel);
            return true;
        },
        cancel);

    public void Dispose() => _turn.Dispose();

    private async Task<T> InTurn<T>(Func<Task<T>> deed, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var result = await deed();
            feed.Committed();
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Fleet> Known(int id, CancellationToken cancel) => await fleets.Find(id, cancel) ?? throw new KeyNotFoundException("There is no such fleet; it may have been deleted.");

    private async Task<List<Bot>> Running(int id, CancellationToken cancel) => [.. (await bots.All(cancel)).Where(b => b.FleetId == id && b.Status == BotStatus.Running)];

    private Task Change(Fleet fleet, FleetStatus status, string kind, string text, CancellationToken cancel) =>
        fleets.Save(fleet with { Status = status, StatusChangedAt = time.GetUtcNow(), Trouble = null }, Told(fleet, kind, text), cancel);

    private DomainEvent Told(Fleet fleet, string kind, string text) => new() { At = time.GetUtcNow(), Topic = EventTopic.Bots, Kind = kind, Subject = $"fleet-{fleet.Id}", Text = text };
}
