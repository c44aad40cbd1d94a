using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Components.Pages.Bots;

/// <summary>Whose money a bot moves. Sums over bots are made within one purse, never across two.</summary>
internal enum Purse
{
    /// <summary>A real account's.</summary>
    Real,

    /// <summary>Play money at the prices of now; a dry run's too.</summary>
    Paper,

    /// <summary>Play money at recorded prices.</summary>
    Replay,
}

internal static class Purses
{
    public static Purse Of(Bot bot) => bot.Market.Kind == MarketKind.Replay ? Purse.Replay : bot.IsLive ? Purse.Real : Purse.Paper;
}
