using System.Security.Cryptography;

namespace CryptoDashboard.Core.Outside;

/// <summary>Opens sources on the net over one shared client, all with the same manners.</summary>
public sealed class OutsideDoor(TimeProvider time) : IDisposable
{
    private const int Largest = 8 * 1024 * 1024;

    private readonly HttpClient _http = Client();

    /// <param name="name">Who is read, as people know it.</param>
    public HttpSource Open(string name) => new(
        name, _http, TimeSpan.FromSeconds(15), Largest,
        new RetryPolicy(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Chance, time),
        new OutsideBreaker(name, failures: 6, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), time),
        time);

    public void Dispose() => _http.Dispose();

    private static double Chance() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    private static HttpClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromMinutes(2),
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("CryptoDashboard/1.0");
        return http;
    }
}
