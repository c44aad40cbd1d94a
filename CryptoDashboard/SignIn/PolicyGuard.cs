using System.Security.Claims;
using CryptoDashboard.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace CryptoDashboard.SignIn;

/// <summary>Asks the policy table for the person of this circuit, and refuses everything while the session is not open.</summary>
internal sealed class PolicyGuard(AuthenticationStateProvider who, Sessions sessions)
{
    public static Role RoleOf(ClaimsPrincipal principal) =>
        principal.FindAll(ClaimTypes.Role).Select(c => Enum.TryParse<Role>(c.Value, out var role) ? role : default).DefaultIfEmpty().Max();

    public async Task<bool> Allows(Deed deed) => PolicyTable.Allows(RoleOf((await who.GetAuthenticationStateAsync()).User), deed);

    /// <exception cref="UnauthorizedAccessException">The person may not do this, or the session is locked; the message says so.</exception>
    public async Task Require(Deed deed, CancellationToken cancel)
    {
        var user = (await who.GetAuthenticationStateAsync()).User;
        if (SignInSetup.SessionIdOf(user) is not { } id || await sessions.StateOf(id, cancel) != SessionState.Open)
            throw new UnauthorizedAccessException("Your session is locked or has ended. Enter your PIN, then try again.");
        if (!PolicyTable.Allows(RoleOf(user), deed))
            throw new UnauthorizedAccessException($"This needs the role {PolicyTable.Least(deed)}; ask an Admin for it.");
    }
}
