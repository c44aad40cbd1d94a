namespace CryptoDashboard.Core.Access;

/// <summary>What a person may do; each role may do all that a smaller one may. Stored by number.</summary>
public enum Role
{
    /// <summary>Looks; starts nothing.</summary>
    Viewer = 1,

    /// <summary>Runs bots and trades on paper or armed accounts.</summary>
    Trader = 2,

    /// <summary>Everything, users and keys included.</summary>
    Admin = 3,
}
