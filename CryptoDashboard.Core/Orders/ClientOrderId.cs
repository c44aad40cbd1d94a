using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Orders;

/// <summary>
/// Our own name of an order, made from what led to it and therefore the same after a crash: bot, candle and leg. Letters, digits and
/// dashes, at most 32 characters, which every large exchange accepts. It is durable before anything is sent.
/// </summary>
public static class ClientOrderId
{
    /// <param name="leg">Which order of this decision: 0 for the first.</param>
    public static string Of(int botId, Timeframe timeframe, DateTimeOffset candleOpen, int leg) =>
        $"cd-{botId:x}-{timeframe}-{candleOpen.ToUnixTimeSeconds() / 60:x}-{leg}";
}
