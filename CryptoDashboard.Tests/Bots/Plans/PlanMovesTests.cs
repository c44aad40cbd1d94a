using CryptoDashboard.Core.Bots.Plans;

namespace CryptoDashboard.Tests.Bots.Plans;

public sealed class PlanMovesTests
{
    // Rows: state. Columns: bought, entry over, sold out, leave asked, close asked, ended. "." is refused.
    private static readonly Dictionary<PlanState, string> Table = new()
    {
        [PlanState.Waiting] = "Entering Failed . Leaving Closing .",
        [PlanState.Entering] = "Entering Holding . Leaving Closing .",
        [PlanState.Holding] = "Holding . Done Leaving Closing .",
        [PlanState.Leaving] = "Leaving . . Leaving Closing Cancelled",
        [PlanState.Closing] = "Closing . Done . Closing Cancelled",
        [PlanState.Done] = "Holding . . . . .",
        [PlanState.Cancelled] = "Cancelled . . . . .",
        [PlanState.Failed] = "Holding . . . . .",
    };

    [Fact]
    public void Every_pair_of_state_and_event_is_as_the_table_says()
    {
        foreach (var state in Enum.GetValues<PlanState>())
        {
            var expected = Table[state].Split(' ');
            foreach (var happened in Enum.GetValues<PlanEvent>())
                Assert.True(expected[(int)happened] == (PlanMoves.Next(state, happened)?.ToString() ?? "."), $"{state} and {happened}: {PlanMoves.Next(state, happened)} instead of {expected[(int)happened]}");
        }
    }
}
