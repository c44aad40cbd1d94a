namespace CryptoDashboard.SignIn;

/// <summary>How a session stands.</summary>
internal enum SessionState
{
    Open,

    /// <summary>Idle too long, or locked by hand: only the PIN opens it.</summary>
    Locked,

    /// <summary>Logged out, revoked, too old or never there.</summary>
    Ended,
}
