using Microsoft.AspNetCore.Identity;

namespace CryptoDashboard.Core.Access;

/// <summary>A person who may sign in. The PIN's hash sits where Identity keeps a password hash.</summary>
public sealed class DashboardUser : IdentityUser<int>
{
    /// <summary>When the account was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
