using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Fleets;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Ordinary things, so that a test shows only what is special about its own.</summary>
internal static class Some
{
    public static readonly MarketId Market = MarketId.Parse("paper:BTC/USDT");
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly TradingRules Rules = new(0.01m, 0.00001m, 0.00001m, 10m, 0.001m, 0.001m);
    public static readonly RiskProfile AllIn = new(1m, 1m);

    /// <summary>Why a bot of a test is armed without a check for overfitting.</summary>
    public const string Despite = "A test: it trades with a stand-in of an exchange.";

    public static Price Price(decimal value) => new(value);

    public static Quantity Quantity(decimal value) => new(value);

    public static Bot Bot(string name = "Some bot", MarketId? market = null, decimal share = 1m, string parameters = """{"length":14,"lower":30,"upper":70}""") => new()
    {
        Name = name,
        Market = market ?? Market,
        Timeframe = Timeframe.M1,
        Strategy = "rsi-cross",
        Parameters = parameters,
        Capital = 10_000,
        TradeShare = share,
        MaxExposure = 1,
        CreatedAt = Noon,
    };

    public static Fleet Fleet(Universe universe) => new()
    {
        Name = "Cheap",
        Document = universe.ToJson(),
        Timeframe = Timeframe.M1,
        Strategy = "rsi-cross",
        Parameters = """{"length":14,"lower":30,"upper":70}""",
        Capital = 10_000,
        Places = 5,
        TradeShare = 1,
        MaxExposure = 1,
        CreatedAt = Noon,
    };

    public static ApprovedTrade Approved(Side side, decimal equity = 10_000, decimal held = 0, decimal price = 100)
    {
        var purpose = side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit;
        var request = new TradeRequest(Market, side, purpose, Price(price), Late: false);
        return RiskGate.Check(request, new Exposure(equity, equity - (held * price), Quantity(held), 0), AllIn, Rules).Approved!;
    }

    public static Order Order(Side side = Side.Buy, decimal equity = 10_000, decimal held = 0, decimal price = 100, DateTimeOffset? placed = null) =>
        Core.Orders.Order.From(Approved(side, equity, held, price), ClientOrderId.Of(1, Timeframe.M1, (placed ?? Noon) - TimeSpan.FromMinutes(1), 0), 1, (placed ?? Noon) - TimeSpan.FromMinutes(1), placed ?? Noon, "because");

    public static Fill Fill(Side side, decimal price, decimal quantity, decimal? fee = null, Asset? feeAsset = null, string id = "f") => new()
    {
        OrderId = "o",
        FillId = id,
        BotId = 1,
        Market = Market,
        Side = side,
        Price = Price(price),
        Quantity = Quantity(quantity),
        Fee = fee ?? (side == Side.Buy ? quantity : price * quantity) * 0.001m,
        FeeAsset = feeAsset ?? (side == Side.Buy ? Market.Symbol.Base : Market.Symbol.Quote),
        At = Noon,
    };

    public static Ticker Ticker(decimal price, DateTimeOffset? at = null, decimal spread = 0) =>
        new(Market, at ?? Noon, at ?? Noon, Price(price), Price(price - (spread / 2)), Price(price + (spread / 2)));
}
