using System.Globalization;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Tells of minutes in which price or volume left what is usual, once a quarter of an hour per symbol at most. Real markets only.</summary>
public sealed class SpikeDetector : IDisposable
{
    /// <summary>The kind of the events it tells.</summary>
    public const string Kind = "market-spiked";

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private readonly Dictionary<MarketId, SpikeWatch> _markets = [];
    private readonly Dictionary<Symbol, DateTimeOffset> _toldAt = [];
    private readonly Lock _gate = new();
    private readonly MarketHub _hub;
    private readonly EventTeller _teller;
    private readonly ContextOptions _options;

    public SpikeDetector(MarketHub hub, EventTeller teller, ContextOptions options)
    {
        (_hub, _teller, _options) = (hub, teller, options);
        _hub.CandleClosed += Take;
    }

    public void Dispose() => _hub.CandleClosed -= Take;

    private void Take(Market market, ClosedCandle closed)
    {
        if (closed.Timeframe != Timeframe.M1 || market.Id.Kind is not (MarketKind.Any or MarketKind.Exchange))
            return;
        lock (_gate)
        {
            if (!_markets.TryGetValue(market.Id, out var watch))
                _markets[market.Id] = watch = new SpikeWatch();
            if (watch.Take(closed.Candle.Close, closed.Candle.Volume) is not { } spike || Sentence(market.Id, spike, _options) is not { } sentence)
                return;
            var at = closed.Candle.OpenTime;
            if (_toldAt.TryGetValue(market.Id.Symbol, out var told) && at - told < Rest)
                return;
            _toldAt[market.Id.Symbol] = at;
            _teller.Tell(EventTopic.Feeds, Kind, sentence, market.Id.ToString(), market.Id.Symbol.ToString());
        }
    }

    /// <summary>What to tell of a minute, or null when it was a usual one.</summary>
    internal static string? Sentence(MarketId market, Spike spike, ContextOptions options)
    {
        var isMove = Math.Abs(spike.Move) >= options.SpikeMove && spike.Deviations >= options.SpikeDeviations;
        var isVolume = spike.VolumeTimes >= options.SpikeVolume;
        var move = string.Create(CultureInfo.InvariantCulture, $"{(spike.Move >= 0 ? "rose" : "fell")} {Math.Abs(spike.Move) * 100:0.0} % in a minute");
        return (isMove, isVolume) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"{market.Symbol} {move}, {spike.Deviations:0} times its usual swing, on {spike.VolumeTimes:0} times its usual volume."),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{market.Symbol} {move}, {spike.Deviations:0} times its usual swing."),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"{market.Symbol} traded {spike.VolumeTimes:0} times its usual volume in a minute; its price {(spike.Move >= 0 ? "rose" : "fell")} {Math.Abs(spike.Move) * 100:0.00} %."),
            _ => null,
        };
    }
}
