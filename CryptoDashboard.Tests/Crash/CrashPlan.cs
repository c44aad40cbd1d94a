using System.Text.Json;
using CryptoDashboard.Core.Bridge;

namespace CryptoDashboard.Tests.Crash;

/// <summary>What a desk that is going to be killed is told: where its database and its exchange are, whose orders it places.</summary>
/// <param name="Orders">Whether it places and cancels orders; else it only takes up what is there.</param>
internal sealed record CrashPlan(string Connection, JsonElement Exchange, int[] Bots, int Seed, bool Orders)
{
    public BridgeExchangeSettings Settings => Exchange.Deserialize<BridgeExchangeSettings>()!;
}
