using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>Binance's signed requests.</summary>
internal sealed class BinancePrivate(BinanceStandIn standIn)
{
    public void Map(WebApplication server)
    {
        server.MapGet("/api/v3/account", (Func<HttpContext, Task<IResult>>)(c => Signed(c, _ => Answer(standIn.Account.Json()))));
        server.MapPost("/api/v3/order", (Func<HttpContext, Task<IResult>>)(c => Signed(c, Place)));
        server.MapPost("/api/v3/orderList/oco", (Func<HttpContext, Task<IResult>>)(c => Signed(c, PlacePair)));
        server.MapDelete("/api/v3/order", (Func<HttpContext, Task<IResult>>)(c => Signed(c, v => OnOrder(v, order =>
            standIn.Account.Cancel(order) ? Answer(order.CancelledJson(v["newClientOrderId"])) : BinanceJson.Error(400, -2011, "Unknown order sent."), -2011, "Unknown order sent."))));
        server.MapGet("/api/v3/order", (Func<HttpContext, Task<IResult>>)(c => Signed(c, v => OnOrder(v, order => Answer(order.Json()), -2013, "Order does not exist."))));
        server.MapGet("/api/v3/openOrders", (Func<HttpContext, Task<IResult>>)(c => Signed(c, v => Answer(standIn.Account.Orders(v["symbol"]).Where(o => o.IsOpen).Select(o => o.Json())))));
        server.MapGet("/api/v3/allOrders", (Func<HttpContext, Task<IResult>>)(c => Signed(c, v => Answer(standIn.Account.Orders(v["symbol"]).Select(o => o.Json())))));
        server.MapGet("/api/v3/myTrades", (Func<HttpContext, Task<IResult>>)(c => Signed(c, v => Answer(standIn.Account.Fills(v["symbol"]).Select(f => f.Json())))));
        server.MapGet("/sapi/v1/account/apiRestrictions", (Func<HttpContext, Task<IResult>>)(c => Signed(c, _ => Answer(new
        {
            ipRestrict = false,
            createTime = 1_698_645_219_000,
            enableReading = true,
            enableWithdrawals = standIn.KeysMayWithdraw,
            enableInternalTransfer = false,
            enableMargin = false,
            enableFutures = false,
            permitsUniversalTransfer = false,
            enableVanillaOptions = false,
            enableFixApiTrade = false,
            enableFixReadOnly = false,
            enableSpotAndMarginTrading = true,
            enablePortfolioMarginTrading = false,
        }))));
        server.MapGet("/sapi/v1/capital/deposit/hisrec", (Func<HttpContext, Task<IResult>>)(c => Signed(c, _ => Answer(standIn.Account.Transfers(isDeposit: true)))));
        server.MapGet("/sapi/v1/capital/withdraw/history", (Func<HttpContext, Task<IResult>>)(c => Signed(c, _ => Answer(standIn.Account.Transfers(isDeposit: false)))));
        server.MapGet("/sapi/v1/asset/tradeFee", (Func<HttpContext, Task<IResult>>)(c => Signed(c, Fees)));
    }

    private static IResult Answer(object body) => Results.Json(body, StandIn.Json);

    private async Task<IResult> Signed(HttpContext context, Func<Values, IResult> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var query = context.Request.QueryString.Value?.TrimStart('?') ?? "";
        var sent = query + await reader.ReadToEndAsync(context.RequestAborted);
        var cut = sent.LastIndexOf("&signature=", StringComparison.Ordinal);
        var values = new Values(sent);
        var fault = BinanceSigning.Fault(
            standIn, context.Request.Headers["X-MBX-APIKEY"], cut < 0 ? sent : sent[..cut], values["signature"], values.Number("timestamp"), values.Number("recvWindow"));
        return fault is var (status, code, text) ? BinanceJson.Error(status, code, text) : answer(values);
    }

    private IResult Fees(Values values) =>
        standIn.ById.TryGetValue(values["symbol"] ?? "", out var market)
            ? Answer(new[] { new { symbol = values["symbol"], makerCommission = StandInMarket.Short(market.Maker), takerCommission = StandInMarket.Short(market.Taker) } })
            : BinanceJson.Error(400, -1121, "Invalid symbol.");

    private IResult OnOrder(Values values, Func<BinanceOrder, IResult> answer, int code, string text)
    {
        var id = values.Number("orderId");
        var client = values["origClientOrderId"];
        var order = standIn.Account.Orders(values["symbol"]).LastOrDefault(o => id is null ? o.ClientOrderId == client : o.Id == id);
        return order is null ? BinanceJson.Error(400, code, text) : answer(order);
    }

    private IResult Place(Values values)
    {
        if (!standIn.ById.TryGetValue(values["symbol"] ?? "", out var market))
            return BinanceJson.Error(400, -1121, "Invalid symbol.");
        var order = new BinanceOrder
        {
            Market = market,
            ClientOrderId = values["newClientOrderId"] ?? $"web_{Guid.NewGuid():N}",
            IsBuy = values["side"] == "BUY",
            Type = values["type"] ?? "",
            TimeInForce = values["timeInForce"] ?? "GTC",
            Price = values.Money("price") ?? 0,
            StopPrice = values.Money("stopPrice") ?? 0,
            Amount = values.Money("quantity") ?? 0,
            QuoteAmount = values.Money("quoteOrderQty") ?? 0,
        };
        return (BinanceFilters.Fault(order) ?? standIn.Account.Place(order)) is var (code, text) ? BinanceJson.Error(400, code, text) : Answer(order.PlacedJson());
    }

    private IResult PlacePair(Values values)
    {
        if (!standIn.ById.TryGetValue(values["symbol"] ?? "", out var market))
            return BinanceJson.Error(400, -1121, "Invalid symbol.");
        if (values["side"] != "SELL" || values["aboveType"] != "LIMIT_MAKER" || values["belowType"] != "STOP_LOSS_LIMIT")
            return BinanceJson.Error(400, -1116, "Invalid orderType.");
        var amount = values.Money("quantity") ?? 0;
        var stop = new BinanceOrder
        {
            Market = market,
            ClientOrderId = values["belowClientOrderId"] ?? "",
            IsBuy = false,
            Type = "STOP_LOSS_LIMIT",
            TimeInForce = values["belowTimeInForce"] ?? "GTC",
            Price = values.Money("belowPrice") ?? 0,
            StopPrice = values.Money("belowStopPrice") ?? 0,
            Amount = amount,
        };
        var target = new BinanceOrder { Market = market, ClientOrderId = values["aboveClientOrderId"] ?? "", IsBuy = false, Type = "LIMIT_MAKER", TimeInForce = "GTC", Price = values.Money("abovePrice") ?? 0, Amount = amount };
        if ((BinanceFilters.Fault(stop) ?? BinanceFilters.Fault(target) ?? standIn.Account.PlacePair(stop, target)) is var (code, text))
            return BinanceJson.Error(400, code, text);
        return Answer(new
        {
            orderListId = stop.ListId,
            contingencyType = "OCO",
            listStatusType = "EXEC_STARTED",
            listOrderStatus = "EXECUTING",
            listClientOrderId = values["listClientOrderId"],
            transactionTime = stop.TimeMs,
            symbol = values["symbol"],
            orders = new[] { stop, target }.Select(o => new { symbol = values["symbol"], orderId = o.Id, clientOrderId = o.ClientOrderId }),
            orderReports = new[] { stop, target }.Select(o => o.PlacedJson()),
        });
    }

    /// <summary>The parameters of a request.</summary>
    private sealed class Values(string sent)
    {
        private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _values = QueryHelpers.ParseQuery(sent);

        public string? this[string name] => _values.TryGetValue(name, out var value) ? value.ToString() : null;

        public long? Number(string name) => long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

        public decimal? Money(string name) => decimal.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
