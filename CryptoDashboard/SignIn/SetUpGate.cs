using CryptoDashboard.Core.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.SignIn;

/// <summary>Until the first user exists nothing answers but set-up, what it needs to be drawn, and health.</summary>
internal sealed class SetUpGate(RequestDelegate next, SetUpState state)
{
    private static readonly string[] Open = ["/health", "/_framework", "/_content", "/dist", "/favicon"];

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (await state.IsDone(context.RequestAborted) || path.StartsWithSegments(Urls.SetUp) || Array.Exists(Open, prefix => path.StartsWithSegments(prefix)))
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("CryptoDashboard is not set up yet. Open the link that was printed on its console.", context.RequestAborted);
    }
}

/// <summary>Whether there is a user; remembered for good once there is.</summary>
internal sealed class SetUpState(IServiceScopeFactory scopes)
{
    private volatile bool _isDone;

    public async Task<bool> IsDone(CancellationToken cancel)
    {
        if (_isDone)
            return true;
        await using var scope = scopes.CreateAsyncScope();
        return _isDone = await scope.ServiceProvider.GetRequiredService<UserManager<DashboardUser>>().Users.AnyAsync(cancel);
    }
}
