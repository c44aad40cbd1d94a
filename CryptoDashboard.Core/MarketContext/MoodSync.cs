using System.Text.Json;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Asks how the market is. Each part stands alone: what one source cannot say leaves the others as they are.</summary>
public sealed class MoodSync(OutsideDoor door, ListingOptions listing, ContextOptions options, IContextStore store, TimeProvider time)
{
    private readonly HttpSource _gecko = door.Open("CoinGecko");
    private readonly HttpSource _fearGreed = door.Open("Fear & Greed index");
    private volatile string? _trouble;

    /// <summary>What could not be asked last time, in sentences, or null.</summary>
    public string? Trouble => _trouble;

    public bool IsEnabled => options.Enabled;

    /// <summary>Raised after each look, on the thread that ran it.</summary>
    public event Action? Synced;

    /// <returns>The mood, or null when nobody said anything.</returns>
    public async Task<MarketMood?> Run(CancellationToken cancel)
    {
        var mood = new MarketMood { At = time.GetUtcNow() };
        var troubles = new List<string>();
        var told = 0;
        foreach (var part in (Func<MarketMood, CancellationToken, Task>[])[Dominance, Bitcoin, FearGreed])
        {
            try
            {
                await part(mood, cancel);
                told++;
            }
            catch (OutsideFault fault)
            {
                troubles.Add(fault.Message);
            }
        }
        _trouble = troubles.Count > 0 ? string.Join(' ', troubles.Distinct(StringComparer.Ordinal)) : null;
        if (told > 0)
            await store.Save(mood, cancel);
        Synced?.Invoke();
        return told > 0 ? mood : null;
    }

    private async Task Dominance(MarketMood mood, CancellationToken cancel)
    {
        var answer = await _gecko.Get(new Uri(listing.CoinGecko, "global"), Header(), cancel);
        using var document = Json.Parse(answer, _gecko.Name);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw Odd(_gecko);
        mood.TotalCap = data.TryGetProperty("total_market_cap", out var caps) ? caps.Money("usd") : null;
        if (data.TryGetProperty("market_cap_percentage", out var shares))
            (mood.BitcoinDominance, mood.EtherDominance) = (shares.Percent("btc"), shares.Percent("eth"));
    }

    private async Task Bitcoin(MarketMood mood, CancellationToken cancel)
    {
        mood.Ether = await Price("ethereum", 1, cancel) is [.., var ether] ? (decimal)ether : null;
        var days = await Price("bitcoin", 90, cancel);
        mood.Bitcoin = days.Count > 0 ? (decimal)days[^1] : null;
        mood.Volatility = DailyCloses.Volatility(days);
        (mood.Regime, mood.Trend) = (DailyCloses.Regime(mood.Volatility), DailyCloses.Trend(days));
    }

    private async Task<List<double>> Price(string coin, int days, CancellationToken cancel)
    {
        var answer = await _gecko.Get(new Uri(listing.CoinGecko, $"coins/{coin}/market_chart?vs_currency=usd&days={days}&interval=daily"), Header(), cancel);
        using var document = Json.Parse(answer, _gecko.Name);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("prices", out var prices) || prices.ValueKind != JsonValueKind.Array)
            throw Odd(_gecko);
        return [.. prices.EnumerateArray()
            .Where(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2 && p[1].ValueKind == JsonValueKind.Number)
            .Select(p => p[1].GetDouble()).Where(p => p > 0 && p < 1e12)];
    }

    private async Task FearGreed(MarketMood mood, CancellationToken cancel)
    {
        var answer = await _fearGreed.Get(options.FearGreed, null, cancel);
        using var document = Json.Parse(answer, _fearGreed.Name);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0
            || !int.TryParse(data[0].Words("value"), System.Globalization.CultureInfo.InvariantCulture, out var value) || value is < 0 or > 100)
        {
            throw Odd(_fearGreed);
        }
        mood.FearGreed = value;
    }

    private Dictionary<string, string>? Header() =>
        listing.CoinGeckoKey is { Length: > 0 } key ? new(StringComparer.Ordinal) { ["x-cg-demo-api-key"] = key } : null;

    private static OutsideFault Odd(HttpSource source) => new(OutsideFaultKind.Transient, source.Name, "BadAnswer", $"{source.Name} answered something that was not understood.");
}
