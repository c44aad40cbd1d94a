using System.Net.Http.Json;
using System.Text.Json;

namespace CryptoDashboard.Core.DeadMan;

/// <summary>Speaks to the second channel. Addresses are secrets: what it tells of a failure names neither them nor their hosts' answers.</summary>
public sealed class OutwardPing(HttpClient http) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public OutwardPing()
        : this(new HttpClient { Timeout = Limit })
    {
    }

    /// <summary>Says that the desk is alive.</summary>
    /// <returns>Null when that arrived, else why not.</returns>
    public Task<string?> Alive(string address, CancellationToken cancel) => Try(stop => http.GetAsync(new Uri(address), stop), cancel);

    /// <summary>Raises the alarm.</summary>
    /// <param name="kind">In a word: <c>desk-gone</c>, <c>desk-silent</c>, <c>desk-back</c>.</param>
    /// <returns>Null when that arrived, else why not.</returns>
    public Task<string?> Alarm(string address, string kind, string text, DateTimeOffset at, CancellationToken cancel) =>
        Try(stop => http.PostAsJsonAsync(new Uri(address), new { text, content = text, kind, at }, JsonSerializerOptions.Web, stop), cancel);

    public void Dispose() => http.Dispose();

    private static async Task<string?> Try(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancel)
    {
        try
        {
            using var answer = await send(cancel);
            return answer.IsSuccessStatusCode ? null : $"It was answered with status {(int)answer.StatusCode}.";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"There was no answer within {Limit.TotalSeconds:0} seconds.";
        }
        catch (HttpRequestException)
        {
            return "The address could not be reached.";
        }
    }
}
