namespace CryptoDashboard.Core.Performance;

/// <summary>A calendar period, UTC; weeks begin on Mondays.</summary>
public enum PeriodKind
{
    Day,
    Week,
    Month,
    Year,
}
