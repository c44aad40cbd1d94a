namespace CryptoDashboard.Core.Access;

/// <summary>Who may do what, in one table. Pages, endpoints and hubs ask here and nowhere else.</summary>
public static class PolicyTable
{
    private static readonly Dictionary<Deed, Role> LeastRole = new()
    {
        [Deed.ViewDesk] = Role.Viewer,
        [Deed.SeeHistory] = Role.Viewer,
        [Deed.RunReplays] = Role.Trader,
        [Deed.RunBacktests] = Role.Trader,
        [Deed.RunBots] = Role.Admin,
        [Deed.ManageBots] = Role.Admin,
        [Deed.ManageFeeds] = Role.Admin,
        [Deed.RefreshMarketData] = Role.Trader,
        [Deed.TradeByHand] = Role.Trader,
        [Deed.EditRules] = Role.Trader,
        [Deed.ArmBots] = Role.Admin,
        [Deed.ManageAccounts] = Role.Admin,
        // Whoever can trade can stop; letting go again is for those who answer for it.
        [Deed.UseKillSwitch] = Role.Trader,
        [Deed.ReleaseKillSwitch] = Role.Admin,
        [Deed.Optimise] = Role.Trader,
        [Deed.ManageUniverses] = Role.Trader,
    };

    /// <summary>The smallest role that may do this.</summary>
    public static Role Least(Deed deed) => LeastRole[deed];

    public static bool Allows(Role role, Deed deed) => role >= LeastRole[deed];
}
