namespace CryptoDashboard.Tests.StandIns;

/// <summary>What can go wrong with one request.</summary>
public abstract record HttpFault
{
    private HttpFault()
    {
    }

    /// <summary>Answered with this status and body instead of being worked on.</summary>
    public sealed record Status(int Code, string Body = "", TimeSpan? RetryAfter = null, string ContentType = "application/json") : HttpFault;

    /// <summary>The connection breaks before the request is worked on.</summary>
    public sealed record Drop : HttpFault;

    /// <summary>The request is worked on, then the connection breaks: the answer never arrives.</summary>
    public sealed record AnswerLost : HttpFault;

    /// <summary>The request is worked on, but its answer waits until <see cref="Faults.Release"/>.</summary>
    public sealed record AnswerStalls : HttpFault;

    /// <summary>Nothing happens until <see cref="Faults.Release"/>.</summary>
    public sealed record Stall : HttpFault;

    /// <summary>The answer comes, but late.</summary>
    public sealed record Slow(TimeSpan By) : HttpFault;

    /// <summary>A page of some proxy with status 200, as exchanges' front doors send on bad days.</summary>
    public static HttpFault HtmlPage { get; } = new Status(200, "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>", ContentType: "text/html");
}
