namespace CryptoDashboard.Core.Universes;

/// <summary>How often a universe is looked at, in hours; looks are at whole multiples since midnight, UTC.</summary>
public enum LookEvery
{
    Hour = 1,
    FourHours = 4,
    Day = 24,
}
