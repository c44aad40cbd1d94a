using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Storage.Stores;
using CsvHelper;

namespace CryptoDashboard.History;

/// <summary>Trades and orders as CSV, streamed: UTC times, plain decimals, a heading line.</summary>
internal static class HistoryCsv
{
    private const string Time = "yyyy-MM-ddTHH:mm:ssZ";

    private static readonly string[] TradeColumns =
        ["id", "bot", "market", "opened", "closed", "bought", "entry_price", "sold", "exit_price", "fees", "profit", "profit_ratio", "open_reason", "close_reason"];

    private static readonly string[] OrderColumns =
        ["id", "bot", "market", "placed", "side", "purpose", "status", "spend", "quantity", "filled", "filled_value", "average_price", "reference_price", "reason", "rejection", "slippage", "fees"];

    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        app.MapGet(Urls.TradesCsv, (HttpContext context, TradeStore trades, int? bot, string? market, bool? open, DateTimeOffset? from, DateTimeOffset? to) =>
            Write(context, "trades.csv", Filter(bot, market, open, from, to), TradeColumns, trades.Stream, Row));
        app.MapGet(Urls.OrdersCsv, (HttpContext context, OrderStore orders, int? bot, string? market, bool? open, DateTimeOffset? from, DateTimeOffset? to) =>
            Write(context, "orders.csv", Filter(bot, market, open, from, to), OrderColumns, orders.StreamWithFees, Row));
        // ?method=average for average costs; first in first out else.
        app.MapGet(Urls.LotsCsv, (HttpContext context, OrderStore orders, string? method) => WriteLots(context, orders, method));
    }

    private static readonly string[] LotColumns = ["bot", "market", "bought", "sold", "quantity", "cost", "proceeds", "gain"];

    private static async Task WriteLots(HttpContext context, OrderStore orders, string? method)
    {
        var fills = new List<Fill>();
        await foreach (var fill in orders.AllFills(context.RequestAborted))
            fills.Add(fill);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"lots.csv\"";
        await using var text = new StreamWriter(context.Response.Body);
        await using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync(LotColumns, context.RequestAborted);
        foreach (var lot in TaxLots.Of(fills, isFifo: method != "average"))
        {
            await csv.WriteRecordAsync(
                [
                    $"{lot.BotId}", $"{lot.Market}", lot.BoughtAt is { } bought ? At(bought) : "", At(lot.SoldAt), Number(lot.Quantity),
                    lot.Cost is { } cost ? Number(decimal.Round(cost, 12)) : "unknown", Number(decimal.Round(lot.Proceeds, 12)), lot.Gain is { } gain ? Number(decimal.Round(gain, 12)) : "unknown",
                ],
                context.RequestAborted);
        }
    }

    private static string[] Row(Trade trade) =>
    [
        trade.Id, $"{trade.BotId}", $"{trade.Market}", At(trade.OpenedAt), trade.ClosedAt is { } closed ? At(closed) : "",
        Number(trade.Bought.Value), Number(trade.EntryPrice), Number(trade.Sold.Value), Number(trade.ExitPrice),
        Number(trade.Fees), Number(trade.Profit), Number(decimal.Round(trade.ProfitRatio, 8)), Safe(trade.OpenReason), Safe(trade.CloseReason),
    ];

    private static string[] Row((Order Order, decimal? Fees) of) => Row(of.Order, of.Fees);

    private static string[] Row(Order order, decimal? fees) =>
    [
        order.Id, $"{order.BotId}", $"{order.Market}", At(order.PlacedAt), $"{order.Side}", $"{order.Purpose}", $"{order.Status}",
        Number(order.Spend), Number(order.Quantity.Value), Number(order.Filled.Value), Number(order.FilledValue), Number(order.AveragePrice),
        Number(order.ReferencePrice.Value), Safe(order.Reason), Safe(order.Rejection), Number(order.Slippage), Number(fees),
    ];

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString(Time);

    private static string Number(decimal? value) => value?.ToString("0.##################") ?? "";

    // A cell that begins with one of these is run as a formula by spreadsheets.
    private static string Safe(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";

    private static HistoryFilter Filter(int? bot, string? market, bool? open, DateTimeOffset? from, DateTimeOffset? to) =>
        new(bot, MarketId.TryParse(market, out var id) ? id : null, open, from?.ToUniversalTime(), to?.ToUniversalTime());

    private static async Task Write<T>(
        HttpContext context, string name, HistoryFilter filter, string[] columns, Func<HistoryFilter, CancellationToken, IAsyncEnumerable<T>> read, Func<T, string[]> row)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await using var text = new StreamWriter(context.Response.Body);
        await using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync(columns, context.RequestAborted);
        await foreach (var item in read(filter, context.RequestAborted))
            await csv.WriteRecordAsync(row(item), context.RequestAborted);
    }
}
