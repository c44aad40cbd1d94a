using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Records once a day what every chosen exchange offers: filters, fees, listings, volume ranks, spreads.</summary>
public sealed class MarketArchivist(BridgeClient bridge, ExchangeDesk desk, IMarketArchive archive, EventTeller teller, TimeProvider time, ILogger<MarketArchivist> logger)
{
    /// <summary>Ranks below this are dust.</summary>
    private const int KeptRanks = 500;

    /// <summary>Records today of every chosen exchange that has no record of it yet. One that cannot be reached is left for the next time.</summary>
    public async Task RecordToday(CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var exchange in desk.Choice.Exchanges)
        {
            if (await archive.Has(exchange, today, cancel))
                continue;
            try
            {
                await Record(exchange, today, cancel);
            }
            catch (OutsideFault fault)
            {
                logger.LogInformation("{Exchange} was not archived for {Day:yyyy-MM-dd} and is tried again in an hour: {Reason}", exchange, today, fault.Message);
            }
        }
    }

    private async Task Record(string exchange, DateOnly day, CancellationToken cancel)
    {
        var markets = await bridge.Markets(exchange, reload: true, cancel);
        var listed = markets.Markets.Where(m => m.Active != false && Symbol.TryParse(m.Symbol, out _)).DistinctBy(m => m.Symbol, StringComparer.Ordinal).ToList();
        if (listed.Count == 0)
            throw new OutsideFault(OutsideFaultKind.Transient, exchange, "NothingListed", $"{exchange} said that it trades nothing, which is not believed.");
        var tickers = await bridge.Tickers(exchange, [], cancel);
        var change = await archive.Record(exchange, day, [.. listed.Select(m => RulesOf(exchange, day, m))], RanksOf(exchange, day, time.GetUtcNow(), listed, tickers), cancel);
        logger.LogInformation("{Exchange} archived for {Day:yyyy-MM-dd}: {Listed} new, {Changed} changed, {Delisted} gone", exchange, day, change.Listed, change.Changed, change.Delisted);
        if (change.Delisted > 0 || change.Changed > 0)
            teller.Tell(EventTopic.Feeds, "markets-changed", $"{exchange} today: {change.Listed} symbols new, {change.Changed} with other rules, {change.Delisted} gone.", subject: exchange);
    }

    private static ArchivedMarket RulesOf(string exchange, DateOnly day, BridgeMarket market) => new()
    {
        Exchange = exchange,
        Symbol = market.Symbol,
        From = day,
        Tick = market.Tick,
        Lot = market.Lot,
        MinQuantity = market.MinAmount,
        MinNotional = market.MinCost,
        Maker = market.Maker,
        Taker = market.Taker,
    };

    private static List<ArchivedVolume> RanksOf(string exchange, DateOnly day, DateTimeOffset now, List<BridgeMarket> listed, IReadOnlyDictionary<string, BridgeTicker> tickers)
    {
        var traded = listed
            .Select(m => (Market: m, Volume: tickers.TryGetValue(m.Symbol, out var t) ? t.QuoteVolume ?? (t.BaseVolume * t.Last) : null))
            .Where(m => m.Volume > 0);
        return [.. traded.GroupBy(m => m.Market.Quote, StringComparer.Ordinal).SelectMany(quote => quote
            .OrderByDescending(m => m.Volume).ThenBy(m => m.Market.Symbol, StringComparer.Ordinal).Take(KeptRanks)
            .Select((m, i) => new ArchivedVolume
            {
                Day = day,
                Exchange = exchange,
                Symbol = m.Market.Symbol,
                Rank = i + 1,
                QuoteVolume = m.Volume!.Value,
                Spread = SpreadOf(tickers[m.Market.Symbol]),
                SeenAt = now,
            }))];
    }

    private static decimal? SpreadOf(BridgeTicker ticker) =>
        ticker is { Bid: > 0 and var bid, Ask: > 0 and var ask } && ask >= bid ? decimal.Round((ask - bid) * 2 / (ask + bid), 10) : null;
}
