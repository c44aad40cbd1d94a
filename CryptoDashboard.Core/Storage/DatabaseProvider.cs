namespace CryptoDashboard.Core.Storage;

/// <summary>Which database keeps everything (setting <c>Database:Provider</c>).</summary>
public enum DatabaseProvider
{
    /// <summary>PostgreSQL from the npm package, run by this program in its own data folder.</summary>
    Embedded = 0,

    /// <summary>A PostgreSQL server of the operator's (<c>Database:ConnectionString</c>).</summary>
    PostgreSql = 1,

    /// <summary>A Microsoft SQL Server of the operator's (<c>Database:ConnectionString</c>).</summary>
    SqlServer = 2,
}
