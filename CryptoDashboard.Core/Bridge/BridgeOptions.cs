namespace CryptoDashboard.Core.Bridge;

/// <summary>Settings under <c>Bridge</c>.</summary>
public sealed class BridgeOptions
{
    /// <summary>The protocol that this program speaks; the bridge says its own in its first frame.</summary>
    public const int Protocol = 1;

    /// <summary>The oldest Node.js that ccxt and the bridge run on.</summary>
    public const int OldestNode = 20;

    /// <summary>Whether the exchange bridge runs at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The Node.js program: a name on the path or a full path.</summary>
    public string Node { get; set; } = "node";

    /// <summary>The folder that holds <c>bridge.mjs</c>; ccxt is looked for in the <c>node_modules</c> there and above.</summary>
    public string Folder { get; set; } = "exchange-bridge";

    /// <summary>Where the markets of exchanges are kept between starts; empty keeps nothing.</summary>
    public string CacheFolder { get; set; } = "";

    /// <summary>How long a call may take, the wait for a restarting bridge included.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a started bridge may take to say hello.</summary>
    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a running bridge is asked for a sign of life; one that gives none for as long again is restarted.</summary>
    public TimeSpan PingEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The median pause before the first restart; it doubles with each failure up to <see cref="LongestPause"/>.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>What differs from ccxt's own settings, by exchange id.</summary>
    public Dictionary<string, BridgeExchangeSettings> Exchanges { get; set; } = new(StringComparer.Ordinal);
}
