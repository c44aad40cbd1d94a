using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Bots;

/// <summary>Registers the way from a closed candle to a durable order.</summary>
public static class BotsSetup
{
    public static IServiceCollection AddBots(this IServiceCollection services) => services
        .AddFills()
        .AddSingleton<EventFeed>()
        .AddSingleton<MarketHub>()
        .AddSingleton<CandleRecorder>()
        .AddSingleton<LargerCandles>()
        .AddSingleton<PaperExchange>()
        .AddSingleton<CcxtExchange>()
        .AddSingleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), provided.GetRequiredService<CcxtExchange>()))
        .AddSingleton<Stakes>()
        .AddSingleton<HeldOrders>()
        .AddSingleton<TradingBlocks>()
        .AddSingleton<BotJournal>()
        .AddSingleton<BotEngine>()
        .AddSingleton<Positions.Valuation>()
        .AddSingleton<AccountDesk>()
        .AddSingleton<BotArming>()
        .AddSingleton<EmergencyStop>()
        .AddSingleton<BreakerWatch>()
        .AddSingleton<Strategies.Rules.RuleDesk>()
        .AddSingleton<AccountCover>()
        .AddSingleton<BotDesk>()
        .AddSingleton<HandDesk>()
        .AddSingleton<Plans.PlanDesk>();
}
