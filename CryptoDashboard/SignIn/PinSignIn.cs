using System.Security.Claims;
using CryptoDashboard.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CryptoDashboard.SignIn;

/// <summary>Checks PINs, behind the lockout, and opens sessions.</summary>
internal sealed class PinSignIn(
    UserManager<DashboardUser> users, RoleManager<IdentityRole<int>> roles, IPasswordHasher<DashboardUser> hasher, Lockout lockout, Sessions sessions, TimeProvider time)
{
    public const string SessionClaim = "session";

    // Hashed when no such account exists, so that the time it takes does not tell.
    private const string NobodysPin = "v1.210000.AAAAAAAAAAAAAAAAAAAAAA==.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /// <summary>Signs in with name and PIN and sets the cookie.</summary>
    public async Task<PinResult> SignIn(HttpContext context, string name, string pin, CancellationToken cancel)
    {
        var address = AddressOf(context);
        var (result, user) = await Check(name, pin, address, cancel);
        if (result.IsRight)
            await Open(context, user!, address, cancel);
        return result;
    }

    /// <summary>Opens a locked session again.</summary>
    public async Task<PinResult> Unlock(string sessionId, string name, string pin, string address, CancellationToken cancel)
    {
        var (result, _) = await Check(name, pin, address, cancel);
        if (result.IsRight)
            await sessions.Unlock(sessionId, cancel);
        return result;
    }

    /// <summary>Makes the first user, an Admin, and signs him in.</summary>
    /// <returns>What is wrong, as sentences; empty when it worked.</returns>
    public async Task<IReadOnlyList<string>> SetUp(HttpContext context, string name, string pin, CancellationToken cancel)
    {
        if (Pin.Judge(pin) is { } refusal)
            return [refusal.Sentence];
        foreach (var role in Enum.GetNames<Role>())
        {
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole<int>(role));
        }
        var user = new DashboardUser { UserName = name, CreatedAt = time.GetUtcNow() };
        var made = await users.CreateAsync(user, pin);
        if (!made.Succeeded)
            return [.. made.Errors.Select(e => e.Code == "InvalidUserName" ? "A name has letters, digits, dots and dashes only." : e.Description)];
        await users.AddToRoleAsync(user, nameof(Role.Admin));
        await Open(context, user, AddressOf(context), cancel);
        return [];
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private async Task<(PinResult Result, DashboardUser? User)> Check(string name, string pin, string address, CancellationToken cancel)
    {
        var verdict = await lockout.Try(users.NormalizeName(name) ?? "", address, cancel);
        if (verdict.IsLocked)
            return (new PinResult(false, 0, verdict.Wait), null);
        var user = await users.FindByNameAsync(name);
        var verified = hasher.VerifyHashedPassword(user ?? new DashboardUser(), user?.PasswordHash ?? NobodysPin, pin);
        if (user is null || verified == PasswordVerificationResult.Failed)
            return (new PinResult(false, verdict.TriesLeft, verdict.TriesLeft == 0 ? Lockout.Window : TimeSpan.Zero), null);
        await lockout.Succeeded(verdict, cancel);
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, pin);
            await users.UpdateAsync(user);
        }
        return (new PinResult(true, Lockout.Limit, TimeSpan.Zero), user);
    }

    private async Task Open(HttpContext context, DashboardUser user, string address, CancellationToken cancel)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.UserName!),
            new(SessionClaim, await sessions.Start(user.Id, address, cancel)),
        };
        claims.AddRange((await users.GetRolesAsync(user)).Select(role => new Claim(ClaimTypes.Role, role)));
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)),
            new AuthenticationProperties { IsPersistent = false });
    }
}
