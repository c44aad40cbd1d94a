namespace CryptoDashboard.Core.Exchanges;

/// <summary>Settings under <c>Paper</c>.</summary>
public sealed class PaperOptions
{
    /// <summary>How long an order is on its way before a price can meet it; 0 to 10,000 ms. Replays have no way to go.</summary>
    public int LatencyMs { get; set; } = 100;
}
