using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace CryptoDashboard.Core.Outside;

/// <summary>
/// One source on the net read by GET: a time-out per attempt, retries after transient faults, a breaker over all of its requests, and
/// conditional requests. A 429 is obeyed: nothing is sent before the time its Retry-After names.
/// </summary>
/// <param name="name">Who is read, as people know it: <c>CoinGecko</c>. Named in every fault.</param>
/// <param name="http">The client to send with; its own time-out should be longer than <paramref name="limit"/>.</param>
/// <param name="limit">How long one attempt may take.</param>
/// <param name="largest">No more bytes than these are read of an answer.</param>
public sealed class HttpSource(
    string name, HttpClient http, TimeSpan limit, int largest, RetryPolicy retry, OutsideBreaker breaker, TimeProvider time)
{
    private readonly Dictionary<string, HttpAnswer> _kept = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;

    /// <summary>Who is read.</summary>
    public string Name => name;

    /// <summary>Whether the source failed so often that it is left alone for now.</summary>
    public bool IsLeftAlone => breaker.IsOpen;

    /// <summary>Until when the source asked not to be sent anything; in the past when it asked for nothing.</summary>
    public DateTimeOffset QuietUntil
    {
        get
        {
            lock (_gate)
            {
                return _quietUntil;
            }
        }
    }

    /// <summary>
    /// Reads an address. Where the source gave an ETag before, it is asked whether anything changed and the kept answer is given when not.
    /// </summary>
    /// <param name="header">Further headers, a key for instance; they appear in no message.</param>
    /// <exception cref="OutsideFault">What became of the last attempt.</exception>
    public Task<HttpAnswer> Get(Uri address, IReadOnlyDictionary<string, string>? header, CancellationToken cancel) =>
        retry.Run(token => breaker.Run(inner => Once(address, header, inner), token), cancel);

    private async Task<HttpAnswer> Once(Uri address, IReadOnlyDictionary<string, string>? header, CancellationToken cancel)
    {
        var wait = QuietUntil - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            throw TooMany(wait);
        }
        using var clock = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            using var request = Request(address, header);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await Read(address, response, both.Token);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, name, "TimeOut", $"{name} did not answer within {limit.TotalSeconds:0.#} s.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, name, "Unreachable", $"{name} cannot be reached at {address.Host}.", exception);
        }
        catch (IOException exception)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, name, "BrokenOff", $"{name} broke off in the middle of its answer.", exception);
        }
    }

    private HttpRequestMessage Request(Uri address, IReadOnlyDictionary<string, string>? header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (key, value) in header ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            request.Headers.TryAddWithoutValidation(key, value);
        }
        lock (_gate)
        {
            if (_kept.TryGetValue(address.AbsoluteUri, out var kept) && EntityTagHeaderValue.TryParse(kept.Tag, out var tag))
            {
                request.Headers.IfNoneMatch.Add(tag);
            }
        }
        return request;
    }

    private async Task<HttpAnswer> Read(Uri address, HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            lock (_gate)
            {
                if (_kept.TryGetValue(address.AbsoluteUri, out var kept))
                {
                    return kept with { IsUnchanged = true, At = time.GetUtcNow() };
                }
            }
        }
        if (!response.IsSuccessStatusCode)
        {
            throw Refused(response);
        }
        var bytes = await Body(response, cancel);
        var answer = new HttpAnswer(bytes, response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.ToString(), time.GetUtcNow(), IsUnchanged: false);
        if (answer.Tag is not null)
        {
            Keep(address, answer);
        }
        return answer;
    }

    private void Keep(Uri address, HttpAnswer answer)
    {
        lock (_gate)
        {
            if (_kept.Count >= 64 && !_kept.ContainsKey(address.AbsoluteUri))
            {
                _kept.Remove(_kept.MinBy(kept => kept.Value.At).Key);
            }
            _kept[address.AbsoluteUri] = answer;
        }
    }

    private async Task<byte[]> Body(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (all.Length + read > largest)
            {
                throw new OutsideFault(OutsideFaultKind.Rejected, name, "TooLarge", $"{name} sent more than {largest / 1024} KiB; the answer was not read.");
            }
            await all.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return all.ToArray();
    }

    private OutsideFault Refused(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (code is 429 or 418)
        {
            var wait = Wait(response) ?? TimeSpan.FromMinutes(1);
            lock (_gate)
            {
                _quietUntil = time.GetUtcNow() + wait;
            }
            return TooMany(wait);
        }
        var named = $"HTTP {code.ToString(CultureInfo.InvariantCulture)}";
        return code switch
        {
            401 or 403 => new OutsideFault(OutsideFaultKind.Unauthorised, name, named, $"{name} refused the key or the address ({named})."),
            408 or 425 or >= 500 => new OutsideFault(OutsideFaultKind.Transient, name, named, $"{name} is failing ({named}).") { RetryAfter = Wait(response) },
            _ => new OutsideFault(OutsideFaultKind.Rejected, name, named, $"{name} refused the request ({named})."),
        };
    }

    private OutsideFault TooMany(TimeSpan wait) =>
        new(OutsideFaultKind.Transient, name, "HTTP 429", $"{name} asked to be left alone for {Math.Ceiling(wait.TotalSeconds)} s.") { RetryAfter = wait };

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
