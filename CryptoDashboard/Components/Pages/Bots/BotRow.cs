using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Components.Pages.Bots;

/// <summary>A bot as lists show it: what is stored, brought up to date by the engine, valued at the latest price.</summary>
internal sealed class BotRow
{
    public BotRow(BotSnapshot snapshot, BotEngine engine)
    {
        (Bot, Progress) = (snapshot.Bot, snapshot.Progress);
        Holding = new Holding(snapshot.Progress.Cash, snapshot.Position, snapshot.OpenTrade);
        Equity = Progress.Equity;
        Refresh(engine);
    }

    public Bot Bot { get; }

    public BotProgress Progress { get; private set; }

    public Holding Holding { get; private set; }

    public decimal Equity { get; private set; }

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
