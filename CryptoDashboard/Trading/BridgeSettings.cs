using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Bridge;

namespace CryptoDashboard.Trading;

/// <summary>Reads the section <c>Bridge</c>: where the exchange bridge lies, and what differs from ccxt's own settings.</summary>
internal static class BridgeSettings
{
    /// <exception cref="UsageException">A value cannot be read; the message names it.</exception>
    public static BridgeOptions Read(IConfiguration configuration, string dataFolder)
    {
        var section = configuration.GetSection("Bridge");
        var options = new BridgeOptions();
        try
        {
            options.Enabled = section.GetValue(nameof(options.Enabled), options.Enabled);
            options.CallTimeout = section.GetValue(nameof(options.CallTimeout), options.CallTimeout);
            options.PingEvery = section.GetValue(nameof(options.PingEvery), options.PingEvery);
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException($"The section Bridge cannot be read: {exception.Message}");
        }
        options.Node = section[nameof(options.Node)] ?? options.Node;
        options.Folder = section[nameof(options.Folder)] ?? Find() ?? options.Folder;
        options.CacheFolder = section[nameof(options.CacheFolder)] ?? Path.Combine(dataFolder, "exchanges");
        foreach (var exchange in section.GetSection(nameof(options.Exchanges)).GetChildren())
            options.Exchanges[exchange.Key] = ReadExchange(exchange);
        return options;
    }

    private static BridgeExchangeSettings ReadExchange(IConfigurationSection section) => new()
    {
        Urls = Json(section.GetSection("Urls")),
        Options = Json(section.GetSection("Options")),
        TestNet = section.GetValue<bool?>("TestNet"),
        TimeoutMs = section.GetValue<int?>("TimeoutMs"),
        RateLimit = section.GetValue<bool?>("RateLimit"),
        Poll = section.GetValue<bool?>("Poll"),
        PollMs = section.GetValue<int?>("PollMs"),
    };

    private static JsonElement? Json(IConfigurationSection section) =>
        Node(section) is { } node ? JsonSerializer.SerializeToElement(node) : null;

    // ccxt's own names are case sensitive, and so are the keys of a configuration file, but not those of the command line: write them as ccxt does.
    private static JsonNode? Node(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
            return section.Value is { } text ? Value(text) : null;
        if (children.TrueForAll(c => int.TryParse(c.Key, out _)))
            return new JsonArray([.. children.Select(Node)]);
        var all = new JsonObject();
        foreach (var child in children)
            all[child.Key] = Node(child);
        return all;
    }

    private static JsonNode Value(string text) =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : long.TryParse(text, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var bridge = Path.Combine(folder.FullName, "exchange-bridge");
            if (File.Exists(Path.Combine(bridge, "bridge.mjs")))
                return bridge;
        }
        return null;
    }
}
