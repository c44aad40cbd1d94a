using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CryptoDashboard.CommandLine;
using CryptoDashboard.Components;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Monitoring;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.SignIn;

/// <summary>The desk as it answers requests, with a clock the test moves; no bots and no feeds behind it.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Pin = "846205";
    public const string WrongPin = "907341";

    private readonly WebApplication _app;
    private readonly Action<IServiceCollection>? _change;
    private bool _isHandedOver;

    private Door(WebApplication app, ManualTime time, string connection, string folder, Action<IServiceCollection>? change) =>
        (_app, Time, Connection, Folder, _change) = (app, time, connection, folder, change);

    public ManualTime Time { get; }

    public string Connection { get; }

    public string Folder { get; }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Path and token of the link that the console shows.</summary>
    public string SetUpPath => new Uri(Get<FirstRunToken>().Link(Address.ToString())).PathAndQuery;

    public static async Task<Door> Open(Database database, Action<IServiceCollection>? change = null, bool https = false) =>
        await Open(await database.Make(), Directory.CreateTempSubdirectory("desk-door-").FullName, new ManualTime(), change, https);

    /// <summary>A desk that is set up, with ada as its Admin.</summary>
    public static async Task<Door> SetUp(Database database, Action<IServiceCollection>? change = null, bool https = false)
    {
        var door = await Open(database, change, https);
        using var ada = new Visitor(door);
        var answer = await ada.SetUp("ada", Pin);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
        // The session of the set-up must be older than any that a test begins.
        door.Time.Advance(TimeSpan.FromSeconds(1));
        return door;
    }

    /// <summary>Ends the program and starts it again on the same data.</summary>
    public async Task<Door> Restart()
    {
        _isHandedOver = true;
        await DisposeAsync();
        return await Open(Connection, Folder, Time, _change, https: false);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<T> Ask<T>(Func<DashboardDbContext, Task<T>> question)
    {
        await using var db = await Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await question(db);
    }

    /// <summary>One user more; there is no page for that yet.</summary>
    public async Task AddUser(string name, string pin, Role role)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DashboardUser>>();
        var user = new DashboardUser { UserName = name, CreatedAt = Time.GetUtcNow() };
        Assert.True((await users.CreateAsync(user, pin)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, role.ToString())).Succeeded);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (!_isHandedOver)
            Directory.Delete(Folder, recursive: true);
    }

    private static async Task<Door> Open(string connection, string folder, ManualTime time, Action<IServiceCollection>? change, bool https)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CryptoDashboard", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (https)
                listen.UseHttps(SelfSigned());
        }));
        builder.Logging.AddDashboardLogging(builder.Configuration, folder);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddStorage(DatabaseProvider.PostgreSql, connection);
        builder.Services.AddSignIn(builder.Configuration, folder);
        builder.Services.AddDashboardHealth();
        builder.Services.AddPages();
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseDesk();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Door(app, time, connection, folder, change);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=desk.test", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, Some.Noon.AddYears(50));
        // Exported and read again: the platform's TLS does not take a key that lives in memory only everywhere.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
