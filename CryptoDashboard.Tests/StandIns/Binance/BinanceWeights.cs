using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>
/// Counts requests as Binance does and locks out who exceeds: weight per minute and address, orders per ten seconds and day. The windows are
/// fixed ones, as there. Weights are those of its documentation of the spot REST API, not ccxt's.
/// </summary>
public sealed class BinanceWeights(Func<long> nowMs)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _orders = [];
    private long _minute;
    private int _used;
    private int _afterRefusal;
    private long _bannedUntil;

    /// <summary>Weight per minute; null announces 6,000 and locks nobody out.</summary>
    public int? Limit { get; set; }

    /// <summary>Orders in ten seconds; null announces 100 and turns none down.</summary>
    public int? OrderLimit { get; set; }

    /// <summary>The most that any minute had.</summary>
    public int Most { get; private set; }

    /// <summary>Requests that were answered with 429.</summary>
    public int Refused { get; private set; }

    /// <summary>Whether the address was ever banned (418).</summary>
    public bool WasBanned { get; private set; }

    internal object[] Announced =>
    [
        new { rateLimitType = "REQUEST_WEIGHT", interval = "MINUTE", intervalNum = 1, limit = Limit ?? 6_000 },
        new { rateLimitType = "ORDERS", interval = "SECOND", intervalNum = 10, limit = OrderLimit ?? 100 },
        new { rateLimitType = "ORDERS", interval = "DAY", intervalNum = 1, limit = 200_000 },
    ];

    /// <summary>Somebody else at the same address asks for something.</summary>
    public void SpendElsewhere(int weight)
    {
        lock (_gate)
        {
            Roll();
            _used += weight;
        }
    }

    internal void Use(WebApplication server) => server.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api/v3", StringComparison.Ordinal) || context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }
        var (status, code, text, wait) = Take(context.Request, out var used, out var orders);
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = used.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (orders > 0)
            context.Response.Headers["X-MBX-ORDER-COUNT-10S"] = orders.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (status == 200)
        {
            await next(context);
            return;
        }
        context.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await BinanceJson.Error(status, code, text).ExecuteAsync(context);
    });

    private (int Status, int Code, string Text, long WaitSeconds) Take(HttpRequest request, out int used, out int orders)
    {
        lock (_gate)
        {
            var now = nowMs();
            Roll();
            var isOrder = request.Method == "POST" && request.Path.Value!.Contains("order", StringComparison.OrdinalIgnoreCase);
            var tens = now / 10_000;
            orders = isOrder ? _orders[tens] = _orders.GetValueOrDefault(tens) + 1 : 0;
            _used += WeightOf(request);
            used = _used;
            Most = Math.Max(Most, _used);
            if (now < _bannedUntil)
                return (418, -1003, "Way too much request weight used; IP banned.", (_bannedUntil - now + 999) / 1_000);
            if (Limit is { } limit && _used > limit)
            {
                Refused++;
                if (++_afterRefusal > 10)
                {
                    WasBanned = true;
                    _bannedUntil = now + 120_000;
                }
                return (429, -1003, "Too much request weight used; current limit is exceeded.", ((_minute + 1) * 60_000 - now + 999) / 1_000);
            }
            if (isOrder && OrderLimit is { } most && orders > most)
            {
                Refused++;
                return (429, -1015, "Too many new orders; current limit is exceeded.", ((tens + 1) * 10_000 - now + 999) / 1_000);
            }
            return (200, 0, "", 0);
        }
    }

    private void Roll()
    {
        var minute = nowMs() / 60_000;
        if (minute != _minute)
            (_minute, _used, _afterRefusal) = (minute, 0, 0);
    }

    private static int WeightOf(HttpRequest request)
    {
        var hasSymbol = request.Query.ContainsKey("symbol");
        var limit = StandIn.Number(request.Query, "limit") ?? 100;
        return request.Path.Value!["/api/v3/".Length..] switch
        {
            "exchangeInfo" or "account" or "allOrders" or "myTrades" => 20,
            "ticker/24hr" => hasSymbol ? 2 : 80,
            "ticker/bookTicker" or "ticker/price" => hasSymbol ? 2 : 4,
            "klines" => 2,
            "depth" => limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250,
            "trades" or "historicalTrades" => 25,
            "aggTrades" => 4,
            "openOrders" => hasSymbol ? 6 : 80,
            "order" => request.Method == "GET" ? 4 : 1,
            _ => 1,
        };
    }
}
