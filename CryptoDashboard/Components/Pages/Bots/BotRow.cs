using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Components.Pages.Bots;

/// <summary>A bot as lists show it: what is stored, brought up to date by the engine, valued at the latest price.</summary>
public sealed class BotRow
{
    /// <summary>What is stored of it, and what the engine knows that is newer.</summary>
    public BotRow(BotSnapshot snapshot, BotEngine engine)
    {
        (Bot, Progress) = (snapshot.Bot, snapshot.Progress);
        Holding = new Holding(snapshot.Progress.Cash, snapshot.Position, snapshot.OpenTrade);
        Equity = Progress.Equity;
        Refresh(engine);
    }

    /// <summary>As it is set up.</summary>
    public Bot Bot { get; }

    /// <summary>What it has handled, and its cash in quote currency.</summary>
    public BotProgress Progress { get; private set; }

    /// <summary>Cash, position and the trade that is open.</summary>
    public Holding Holding { get; private set; }

    /// <summary>Quote currency, at the latest price.</summary>
    public decimal Equity { get; private set; }

    /// <summary>Brings it up to date and values it at the latest price of its market.</summary>
    public void Value(BotEngine engine, MarketHub hub)
    {
        Refresh(engine);
        Equity = hub.TryGet(Bot.Market, out var market) && market.Ticker is { } ticker ? Holding.Equity(ticker.Last) : Progress.Equity;
    }

    private void Refresh(BotEngine engine)
    {
        if (engine.StateOf(Bot.Id) is { } newest)
            (Progress, Holding) = newest;
    }
}
