using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CryptoDashboard.Tests.SignIn;

/// <summary>What came back from the desk.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? Location, IReadOnlyList<string> SetCookies);

/// <summary>A browser without scripts: it keeps cookies, fills forms, and follows no redirect by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;

    /// <param name="from">The last number of the loopback address it comes from.</param>
    public Visitor(Door door, byte from = 1)
    {
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            ConnectCallback = (context, cancel) => Connect(context, new IPAddress([127, 0, 0, from]), cancel),
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        _http = new HttpClient(_handler) { BaseAddress = door.Address };
        SetUpPath = door.SetUpPath;
    }

    public CookieContainer Cookies { get; } = new();

    private string SetUpPath { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    public async Task<HttpResponseMessage> Raw(HttpRequestMessage request) => await _http.SendAsync(request, Cancel);

    public async Task<Answer> Get(string path) => await Read(await _http.GetAsync(new Uri(path, UriKind.Relative), Cancel));

    public async Task<Answer> Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await Read(await _http.PostAsync(new Uri(path, UriKind.Relative), form, Cancel));
    }

    /// <summary>The fields a form on this page would send by itself, its anti-forgery token among them.</summary>
    public async Task<Dictionary<string, string>> Form(string path) => Hidden()
        .Matches((await Get(path)).Text).Select(input => (Name: Name().Match(input.Value).Groups["name"].Value, Value: Value().Match(input.Value).Groups["value"].Value))
        .ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal);

    public Task<Answer> SetUp(string name, string pin) => SetUp(name, pin, pin);

    public async Task<Answer> SetUp(string name, string pin, string again)
    {
        var form = await Form(SetUpPath);
        return await Post(SetUpPath, SetUpFields(form, name, pin, again));
    }

    public static Dictionary<string, string> SetUpFields(Dictionary<string, string> form, string name, string pin, string again) =>
        new(form, StringComparer.Ordinal) { ["Input.Name"] = name, ["Input.Pin"] = pin, ["Input.Again"] = again };

    public async Task<Answer> SignIn(string pin = Door.Pin, string name = "ada", string? returnUrl = null)
    {
        var path = returnUrl is null ? Urls.SignIn : $"{Urls.SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";
        var form = await Form(path);
        (form["Input.Name"], form["pin"]) = (name, pin);
        return await Post(path, form);
    }

    /// <summary>Whether the desk lets it in as it is.</summary>
    public async Task<bool> IsIn() => (await Get(Urls.Overview)).Status switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.Redirect => false,
        var other => throw new InvalidOperationException($"The desk answered {other}."),
    };

    private static async Task<Answer> Read(HttpResponseMessage response)
    {
        using (response)
        {
            return new Answer(
                response.StatusCode,
                WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel)),
                response.Headers.Location is { } location ? (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString) : null,
                response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
        }
    }

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, IPAddress from, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [GeneratedRegex("<input [^>]*type=\"hidden\"[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(" name=\"(?<name>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Value();
}
