using System.Text.Json;
using CryptoDashboard.Core.Bridge;

namespace CryptoDashboard.Tests.Crash;

/// <summary>What a desk that is going to be killed is told: where its database and its exchange are, whose orders it places.</summary>
/// <param name="Work">What it does with its bots.</param>
internal sealed record CrashPlan(string Connection, JsonElement Exchange, int[] Bots, int Seed, CrashWork Work)
{
    public BridgeExchangeSettings Settings => Exchange.Deserialize<BridgeExchangeSettings>()!;
}

/// <summary>What a desk that is going to be killed does.</summary>
internal enum CrashWork
{
    /// <summary>It ends what an earlier life left open, and begins nothing.</summary>
    Settle = 0,

    /// <summary>It places and cancels single orders.</summary>
    Orders = 1,

    /// <summary>It makes, changes and ends trade plans.</summary>
    Plans = 2,
}
