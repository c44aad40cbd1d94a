using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>One line between the conductor of a drill and the desk that is drilled. Exactly one of its parts is set.</summary>
public sealed record DrillFrame
{
    /// <summary>Conductor to desk, the first line: what it works on. Holds a secret and goes through the pipe only.</summary>
    public DrillPlan? Plan { get; init; }

    /// <summary>Conductor to desk: do this.</summary>
    public DeskCommand? Do { get; init; }

    /// <summary>Desk to conductor: it is done.</summary>
    public CommandDone? Done { get; init; }

    /// <summary>Desk to conductor: the engine asks its exchange.</summary>
    public ExchangeCall? Ask { get; init; }

    /// <summary>Conductor to desk: what the exchange answered.</summary>
    public ExchangeAnswer? Answer { get; init; }

    /// <summary>Conductor to desk: the exchange reports.</summary>
    public ExchangeNews? News { get; init; }
}

/// <param name="Connection">Of the scratch database.</param>
/// <param name="Speed">Seconds of the drill in one second of the wall.</param>
/// <param name="Now">What the drill's clock shows.</param>
public sealed record DrillPlan(string Provider, string Connection, int Speed, DateTimeOffset Now);

/// <summary>What the conductor can have done.</summary>
public enum DeskDeed
{
    /// <summary>Opens the market and takes up the bots; the plan's bots that run go on.</summary>
    Open = 1,
    StartBot = 2,
    Price = 3,
    CloseCandle = 4,
    Order = 5,
    CancelOrders = 6,
    Compare = 7,
    StopBot = 8,

    /// <summary>The database keeps nothing for <see cref="DeskCommand.Seconds"/>.</summary>
    FillDisk = 9,
}

public sealed record DeskCommand(long Number, DeskDeed Deed, DateTimeOffset Now)
{
    public int Bot { get; init; }

    public MarketId? Market { get; init; }

    public TradingRules? Rules { get; init; }

    public decimal Price { get; init; }

    public int TimeframeMinutes { get; init; }

    public Candle? Candle { get; init; }

    public Side? Side { get; init; }

    /// <summary>Of an order that waits; null for one at market.</summary>
    public decimal? Limit { get; init; }

    public decimal? Quantity { get; init; }

    public double Seconds { get; init; }
}

/// <param name="Fault">Why it could not be done, or null.</param>
public sealed record CommandDone(long Number, string? Fault);

public sealed record ExchangeCall(long Number, ExchangeCallKind Kind, string OrderId);

/// <summary>Told of a placing or a cancellation; found of a question, null where the order is not there; or the fault it ended in.</summary>
public sealed record ExchangeAnswer(long Number, OrderEvent? Told, FoundOrder? Found, string? FaultCode, string? Fault);

public sealed record ExchangeNews(int BotId, string OrderId, OrderEvent Happened);

/// <summary>How frames are written: one JSON text a line.</summary>
public static class DrillJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new Text<Price>(text => new Price(decimal.Parse(text)), price => price.Value.ToString()),
            new Text<Quantity>(text => new Quantity(decimal.Parse(text)), quantity => quantity.Value.ToString()),
            new Text<Asset>(text => new Asset(text), asset => asset.Code),
            new Text<MarketId>(MarketId.Parse, market => market.ToString()),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameEvents } },
    };

    public static string Write(DrillFrame frame) => JsonSerializer.Serialize(frame, Options);

    /// <exception cref="JsonException">The line is no frame.</exception>
    public static DrillFrame Read(string line) => JsonSerializer.Deserialize<DrillFrame>(line, Options) ?? throw new JsonException("An empty frame.");

    private static void NameEvents(JsonTypeInfo info)
    {
        if (info.Type != typeof(OrderEvent))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "is" };
        foreach (var happened in typeof(OrderEvent).GetNestedTypes())
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(happened, happened.Name));
    }

    private sealed class Text<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
