using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>
/// Lets transactions that write events take turns, from before the first id is drawn until the commit. Identity values are drawn when a
/// row is inserted but seen when its transaction commits, so without turns a reader could see event 8, go on from there, and never see
/// event 7 of a slower transaction (docs/decisions/0003-event-order.md).
/// </summary>
internal static class EventTurn
{
    private const long LockKey = 0x4344_4556_454E_54; // "CDEVENT"

    /// <summary>Waits for the turn; it ends with the transaction that <paramref name="db"/> is in.</summary>
    public static Task Take(DashboardDbContext db, CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancel)
        : db.Database.ExecuteSqlAsync($"exec sp_getapplock @Resource = 'CDEVENT', @LockMode = 'Exclusive', @LockOwner = 'Transaction'", cancel);
}
