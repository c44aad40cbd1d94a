using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What a market let through on a past day: as archived for it, else as it is today, and then with a note that says so.</summary>
public sealed class DayRules(IMarketArchive archive, IReplayStore replays, ICandleStore candles, MarketHub hub)
{
    private const int RuleCandles = 500;

    public async Task<(TradingRules Rules, string? Note)> Find(MarketId market, DateOnly day, CancellationToken cancel)
    {
        if (market.Kind == MarketKind.Replay && await OfReplay(market, cancel) is { } played)
            return (played, null);
        if (market.Kind == MarketKind.Simulated && SimulatedMarkets.Listings.FirstOrDefault(l => l.Symbol == market.Symbol) is { } listing)
            return (SimulatedMarkets.RulesOf(listing), null);
        var today = hub.TryGet(market, out var open) ? open.Rules : null;
        if (market.Kind == MarketKind.Exchange)
        {
            var archived = (await archive.AsOf(market.Exchange, day, cancel)).FirstOrDefault(m => m.Symbol == market.Symbol.ToString());
            if (archived is not null)
                return (Of(archived, today ?? TradingRules.Default), null);
        }
        if (today is not null)
            return (today, market.Kind == MarketKind.Exchange ? $"The rules of {market} were not archived for {day:yyyy-MM-dd}; those of today are used." : null);
        var seen = new List<Candle>();
        await foreach (var candle in candles.Read(market, Time.Timeframe.M1, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, cancel))
        {
            seen.Add(candle);
            if (seen.Count == RuleCandles)
                break;
        }
        return (TradingRules.Observed(seen), $"The rules of {market} are not known for {day:yyyy-MM-dd}; they are read off its prices.");
    }

    private static TradingRules Of(ArchivedMarket archived, TradingRules otherwise) => otherwise with
    {
        TickSize = archived.Tick ?? otherwise.TickSize,
        LotSize = archived.Lot ?? otherwise.LotSize,
        MinQuantity = archived.MinQuantity ?? otherwise.MinQuantity,
        MinNotional = archived.MinNotional ?? otherwise.MinNotional,
        MakerFee = archived.Maker ?? otherwise.MakerFee,
        TakerFee = archived.Taker ?? otherwise.TakerFee,
    };

    /// <summary>A replay plays by rules that are read off the first candles of its source, so that they are always the same.</summary>
    private async Task<TradingRules?> OfReplay(MarketId market, CancellationToken cancel)
    {
        if (!int.TryParse(market.Exchange.AsSpan(MarketId.ReplayPrefix.Length), out var id) || await replays.Find(id, cancel) is not { } run)
            return null;
        var first = new List<Candle>(RuleCandles);
        await foreach (var candle in candles.Read(run.Source, run.Timeframe, run.From, run.To, cancel))
        {
            first.Add(candle);
            if (first.Count == RuleCandles)
                break;
        }
        return first.Count == 0 ? null : TradingRules.Observed(first);
    }
}
