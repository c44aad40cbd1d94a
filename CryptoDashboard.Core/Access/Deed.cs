namespace CryptoDashboard.Core.Access;

/// <summary>Everything a signed-in person can ask the desk to do or show.</summary>
public enum Deed
{
    ViewDesk,
    ManageBots,
    RunBots,
    RunReplays,
    RunBacktests,
    SeeHistory,
    ManageFeeds,
    RefreshMarketData,
    TradeByHand,
    ArmBots,
    ManageAccounts,
    EditRules,
    UseKillSwitch,
    ReleaseKillSwitch,
    Optimise,
    ManageUniverses,
}
