using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.SignIn;
using CryptoDashboard.Tests.Storage;
using CryptoDashboard.Trading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CryptoDashboard.Tests.Hooks;

/// <summary>What the desk said to a call.</summary>
internal sealed record Said(HttpStatusCode Status, string? Type, string? Fate, string? Code, string Text);

/// <summary>A running desk with one bot that takes signals from outside, called by HTTP.</summary>
internal sealed class HookDoor : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private Door _door;

    private HookDoor(Door door) => _door = door;

    public Hook Hook { get; private set; } = null!;

    public string Secret { get; private set; } = "";

    public int BotId { get; private set; }

    public ManualTime Time => _door.Time;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A bot that runs and has an address, on a market whose price is 100.</summary>
    public static async Task<HookDoor> Open(Database database, params (string Key, string Value)[] settings)
    {
        var hooks = new HookDoor(await Door.SetUp(database, services => AddDesk(services, settings)));
        hooks.BotId = await hooks.Get<BotDesk>().Create(Some.Bot(share: 0.5m, parameters: "{}") with { Strategy = "outside" }, Cancel);
        await hooks.NewSecret();
        hooks.Price(100);
        await hooks.Get<BotDesk>().Start(hooks.BotId, Cancel);
        return hooks;
    }

    public T Get<T>()
        where T : notnull => _door.Get<T>();

    public async Task NewSecret() => (Hook, Secret) = await Get<HookDesk>().Make(BotId, "ada", Cancel);

    public async Task Restart()
    {
        await StopBots();
        _door = await _door.Restart();
        Price(100);
    }

    /// <summary>The market's price of now: what it fills at market orders that wait.</summary>
    public void Price(decimal price)
    {
        if (!Get<MarketHub>().TryGet(Some.Market, out var market))
            market = Get<MarketHub>().Open(Some.Market, Some.Rules, MarketClock.Driven(Time.GetUtcNow()));
        market.Clock.MoveTo(Time.GetUtcNow());
        Get<MarketHub>().Publish(market, Some.Ticker(price, Time.GetUtcNow()));
    }

    /// <summary>A message as TradingView sends it, with the secret in it.</summary>
    public string Message(string action = "buy", string? id = "1", string? secret = null, DateTimeOffset? at = null, string more = "") =>
        $$"""{"secret":"{{secret ?? Secret}}","action":"{{action}}","time":"{{at ?? Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"{{(id is null ? "" : $",\"id\":\"{id}\"")}}{{more}}}""";

    public Task<Said> Send(string body) => Post(body, null, null, Hook.PublicId);

    public Task<Said> SendTo(string publicId, string body) => Post(body, null, null, publicId);

    /// <summary>A call signed by the definition, with what is not its own in place of the true parts.</summary>
    public Task<Said> SendSigned(string body, DateTimeOffset? at = null, string? secret = null, string? signedBody = null)
    {
        var timestamp = (at ?? Time.GetUtcNow()).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? Secret), Encoding.UTF8.GetBytes($"{timestamp}.{signedBody ?? body}"));
        return Post(body, timestamp, Convert.ToHexStringLower(signature), Hook.PublicId);
    }

    public Task<List<Order>> Orders() => _door.Ask(db => db.Set<Order>().AsNoTracking().Where(o => o.BotId == BotId).ToListAsync(Cancel));

    public Task<List<OutsideSignal>> Signals() => _door.Ask(db => db.Set<OutsideSignal>().AsNoTracking().OrderBy(s => s.ReceivedAt).ToListAsync(Cancel));

    public Task<List<DomainEvent>> Events() => _door.Ask(db => db.Set<DomainEvent>().AsNoTracking().OrderBy(e => e.Id).ToListAsync(Cancel));

    public Task<List<Hook>> Hooks() => _door.Ask(db => db.Set<Hook>().AsNoTracking().ToListAsync(Cancel));

    /// <summary>Waits until something is so.</summary>
    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Eventually.Patience, $"{what} did not come.");
            await Task.Delay(20, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await StopBots();
        await _door.DisposeAsync();
    }

    // The door only closes; the loops behind it would go on.
    private async Task StopBots() => await _door.Get<IEnumerable<IHostedService>>().OfType<BotHost>().Single().StopAsync(Cancel);

    private static void AddDesk(IServiceCollection services, (string Key, string Value)[] settings)
    {
        var clock = services.First(s => s.ServiceType == typeof(TimeProvider));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Simulation:Enabled", "false"), new("Bridge:Enabled", "false"), new("Listing:Enabled", "false"), new("Context:Enabled", "false"), new("Paper:LatencyMs", "0"), .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))]).Build();
        // The keys of accounts are not asked for; the pepper is the door's own.
        services.AddTrading(configuration, Directory.CreateTempSubdirectory("desk-hooks-").FullName);
        services.AddHostedService<BotHost>();
        services.Add(clock);
    }

    private async Task<Said> Post(string body, string? timestamp, string? signature, string publicId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_door.Address, $"{Urls.Hooks}/{publicId}"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        if (timestamp is not null)
            request.Headers.Add("X-Desk-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.Add("X-Desk-Signature", signature);
        using var response = await _http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        using var json = JsonDocument.Parse(text);
        string? Of(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        Assert.Equal(response.IsSuccessStatusCode ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return new Said(response.StatusCode, Of("type")?.Replace("urn:cryptodashboard:hook:", "", StringComparison.Ordinal), Of("fate"), Of("code"), text);
    }
}
