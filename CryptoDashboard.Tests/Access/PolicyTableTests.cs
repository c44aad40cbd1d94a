using CryptoDashboard.Core.Access;

namespace CryptoDashboard.Tests.Access;

public sealed class PolicyTableTests
{
    public static TheoryData<Deed, Role> Table => new()
    {
        { Deed.ViewDesk, Role.Viewer },
        { Deed.SeeHistory, Role.Viewer },
        { Deed.RunReplays, Role.Trader },
        { Deed.RunBacktests, Role.Trader },
        { Deed.RunBots, Role.Admin },
        { Deed.ManageBots, Role.Admin },
        { Deed.ManageFeeds, Role.Admin },
        { Deed.RefreshMarketData, Role.Trader },
        { Deed.TradeByHand, Role.Trader },
        { Deed.EditRules, Role.Trader },
        { Deed.ArmBots, Role.Admin },
        { Deed.ManageAccounts, Role.Admin },
        { Deed.UseKillSwitch, Role.Trader },
        { Deed.ReleaseKillSwitch, Role.Admin },
        { Deed.Optimise, Role.Trader },
        { Deed.ManageUniverses, Role.Trader },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_deed_is_open_from_its_least_role_upwards_and_to_nobody_below(Deed deed, Role least)
    {
        Assert.Equal(least, PolicyTable.Least(deed));
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role >= least, PolicyTable.Allows(role, deed)));
        Assert.False(PolicyTable.Allows(default, deed), "Whoever has no role may do nothing.");
    }

    [Fact]
    public void Every_deed_has_its_row_here()
    {
        Assert.Equal(Enum.GetValues<Deed>().Order(), Table.Select(row => row.Data.Item1).Order());
    }
}
