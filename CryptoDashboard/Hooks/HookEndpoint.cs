using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Hooks;

/// <summary>
/// <c>POST /hooks/{public id}</c>: a signal from outside. Nobody is signed in there; the call itself has to be genuine. Answers 200 with what
/// became of it, or a problem document (RFC 9457) with a stable type.
/// </summary>
internal static class HookEndpoint
{
    // TradingView itself waits for three seconds. What takes longer goes on; whoever asks again with the same id hears that it was taken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapHooks(this IEndpointRouteBuilder app) =>
        app.MapPost($"{Urls.Hooks}/{{id}}", (HttpContext context, string id) => Answer(context, id)).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> Answer(HttpContext context, string id)
    {
        var desk = context.RequestServices.GetRequiredService<HookDesk>();
        // Not the request's own token: once taken, a signal is seen through although its caller hangs up.
        var ending = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            var body = await Body(context.Request, desk.MaxBytes, context.RequestAborted);
            var call = new HookCall(id, body, context.Request.Headers["X-Desk-Timestamp"], context.Request.Headers["X-Desk-Signature"], context.Connection.RemoteIpAddress?.ToString() ?? "unknown");
            return Told(await desk.Take(call, ending).WaitAsync(Patience, ending));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || ending.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HookEndpoint)).LogError(exception, "A call from outside could not be answered");
            return Problem(new HookRefusal(StatusCodes.Status503ServiceUnavailable, "unavailable", "The desk could not answer in time and may still take the message. Send it again as it is: nothing is done twice."));
        }
    }

    /// <returns>Null when there is more of it than allowed.</returns>
    private static async Task<ReadOnlyMemory<byte>?> Body(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
            return null;
        var room = new byte[most + 1];
        var read = await request.Body.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancel);
        return read > most ? null : room.AsMemory(0, read);
    }

    private static IResult Told(HookAnswer answer) => answer switch
    {
        { Refused: { } refused } => Problem(refused),
        { Signal: { } signal } => Results.Json(new { id = signal.MessageId, fate = Fate(signal.Fate), reason = signal.FateReason, code = signal.RefusalCode, order = signal.OrderId }),
        _ => throw new InvalidOperationException("An answer says nothing."),
    };

    private static string Fate(SignalFate fate) => fate switch
    {
        SignalFate.Ordered => "ordered",
        SignalFate.Refused => "refused",
        _ => "nothing-to-do",
    };

    private static IResult Problem(HookRefusal refused) => Results.Problem(refused.Sentence, statusCode: refused.Status, title: "The signal was not taken.", type: refused.Type);
}
