using System.Security.Claims;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.SignIn;

/// <summary>Checks PINs, behind the lockout, and opens sessions.</summary>
internal sealed class PinSignIn(
    UserManager<DashboardUser> users, RoleManager<IdentityRole<int>> roles, DashboardDbContext db, IPasswordHasher<DashboardUser> hasher, Lockout lockout,
    Sessions sessions, TimeProvider time)
{
    public const string SessionClaim = "session";
    private const int LongestName = 40;

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

    /// <summary>Opens a locked session again. A wrong PIN counts against the address the session was opened from.</summary>
    public async Task<PinResult> Unlock(string sessionId, string name, string pin, CancellationToken cancel)
    {
        var address = await sessions.AddressOf(sessionId, cancel) ?? "unknown";
        var (result, _) = await Check(name, pin, address, cancel);
        if (result.IsRight)
            await sessions.Unlock(sessionId, cancel);
        return result;
    }

    /// <summary>Asks for the PIN once more before something that deserves it. A wrong one counts as at the door.</summary>
    public async Task<PinResult> Confirm(string name, string pin, CancellationToken cancel) => (await Check(name, pin, $"confirm:{name}", cancel)).Result;

    /// <summary>Makes the first user, an Admin, and signs him in.</summary>
    /// <returns>What is wrong, as sentences; empty when it worked.</returns>
    public async Task<IReadOnlyList<string>> SetUp(HttpContext context, string name, string pin, CancellationToken cancel)
    {
        if (Pin.Judge(pin) is { } refusal)
            return [refusal.Sentence];
        if (!IsPossible(name) || name.Length > LongestName)
            return [$"A name has up to {LongestName} letters, digits, dots and dashes, and at least one."];
        // Whole or not at all: a user without a role could do nothing, and there would be no second set-up.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);
        if (await users.Users.AnyAsync(cancel))
            return ["The desk is set up already. Sign in instead."];
        foreach (var role in Enum.GetNames<Role>())
        {
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole<int>(role));
        }
        var user = new DashboardUser { UserName = name, CreatedAt = time.GetUtcNow() };
        var made = await users.CreateAsync(user, pin);
        if (!made.Succeeded)
            return [.. made.Errors.Select(e => e.Description)];
        await users.AddToRoleAsync(user, nameof(Role.Admin));
        await transaction.CommitAsync(cancel);
        await Open(context, user, AddressOf(context), cancel);
        return [];
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private bool IsPossible(string name) =>
        name.Length is > 0 and <= 256 && name.All(character => users.Options.User.AllowedUserNameCharacters.Contains(character));

    private async Task<(PinResult Result, DashboardUser? User)> Check(string name, string pin, string address, CancellationToken cancel)
    {
        // What cannot be a name is counted under one, and never asked of the database, which would choke on some of it.
        var isPossible = IsPossible(name);
        var account = isPossible ? users.NormalizeName(name) : "?";
        var verdict = await lockout.Try(account, address, cancel);
        if (verdict.IsLocked)
            return (new PinResult(false, 0, verdict.Wait), null);
        // Read anew each time: a circuit lives long, and its context would go on with the PIN it saw first.
        var user = isPossible ? await users.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == account, cancel) : null;
        var verified = hasher.VerifyHashedPassword(user ?? new DashboardUser(), user?.PasswordHash ?? NobodysPin, pin);
        if (user is null || verified == PasswordVerificationResult.Failed)
            return (new PinResult(false, verdict.TriesLeft, verdict.TriesLeft == 0 ? verdict.Wait : TimeSpan.Zero), null);
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
