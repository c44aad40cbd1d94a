using CryptoDashboard.Core.Drills.Scenarios;

namespace CryptoDashboard.Core.Drills;

/// <summary>All that a bot is put through, in this order.</summary>
public static class ScenarioList
{
    /// <summary>Kills of the short drill.</summary>
    public const int UsualKills = 5;

    /// <param name="kills">How many times the desk is killed in the last of them.</param>
    public static IReadOnlyList<Scenario> All(int kills = UsualKills) =>
    [
        new AcceptedThenTimeout(), new RejectedThenFound(), new DuplicateFill(), new ConflictingFill(), new FillAfterCancel(), new SilentSocket(),
        new Ban(), new SkewedClock(), new Delisting(), new DiskFull(), new KillNine(kills),
    ];
}
