namespace CryptoDashboard.Core.Outside;

/// <summary>What can be done about a fault of something outside.</summary>
public enum OutsideFaultKind
{
    /// <summary>May work later: a network, a time-out, an overload.</summary>
    Transient = 1,

    /// <summary>Will not work as asked, however often it is tried.</summary>
    Rejected = 2,

    /// <summary>The keys are missing, wrong, or lack a permission: a person must act.</summary>
    Unauthorised = 3,
}
