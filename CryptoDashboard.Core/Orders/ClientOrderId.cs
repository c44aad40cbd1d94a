using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Orders;

/// <summary>
/// Our own name of an order, made from what led to it and therefore the same after a crash. Letters, digits and dashes, at most 32
/// characters, which every large exchange accepts. It is durable before anything is sent, and the exchange knows the order by it.
/// </summary>
public static class ClientOrderId
{
    private const string Ours = "cd-";

    /// <summary>An order that a closed candle led to.</summary>
    /// <param name="leg">Which order of this decision: 0 for the first.</param>
    public static string Of(int botId, Timeframe timeframe, DateTimeOffset candleOpen, int leg) =>
        $"{Ours}{botId:x}-{timeframe}-{candleOpen.ToUnixTimeSeconds() / 60:x}-{leg}";

    /// <summary>An order that something else led to: a fill that wants a stop, a person, the kill switch.</summary>
    /// <param name="number">The bot's own count of such orders, which is kept with it.</param>
    public static string Of(int botId, int number) => $"{Ours}{botId:x}-n-{number:x}";

    /// <summary>An order that a plan led to.</summary>
    /// <param name="plan">Number of the plan among its bot's.</param>
    /// <param name="leg">Letter of the part it carries out.</param>
    /// <param name="number">The plan's own count of its orders, which is kept with it.</param>
    public static string Of(int botId, int plan, char leg, int number) => $"{Ours}{botId:x}-p{plan:x}-{leg}{number:x}";

    /// <summary>The number of the plan that led to an order, or null where none did.</summary>
    public static int? PlanOf(string id) =>
        PlanPart(id) is { } at && id.IndexOf('-', at) is > 0 and var end && int.TryParse(id.AsSpan(at, end - at), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var plan) ? plan : null;

    /// <summary>The letter of the part of a plan that an order carries out, or null where no plan led to it.</summary>
    public static char? LegOf(string id) => PlanPart(id) is { } at && id.IndexOf('-', at) is > 0 and var end && end + 1 < id.Length ? id[end + 1] : null;

    /// <summary>The bot whose order an exchange tells of, or null where the name is not one of ours.</summary>
    public static int? BotOf(string? id)
    {
        if (id is null || !id.StartsWith(Ours, StringComparison.Ordinal))
            return null;
        var end = id.IndexOf('-', Ours.Length);
        return end > 0 && int.TryParse(id.AsSpan(Ours.Length, end - Ours.Length), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var bot) ? bot : null;
    }

    private static int? PlanPart(string id) => id.StartsWith(Ours, StringComparison.Ordinal) && id.IndexOf("-p", Ours.Length, StringComparison.Ordinal) is > 0 and var at ? at + 2 : null;
}
