namespace CryptoDashboard.Core.Storage;

/// <summary>Settings under <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Embedded;

    /// <summary>Where the database is; not needed for <see cref="DatabaseProvider.Embedded"/>. Holds a secret: never logged.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Everything wrong with these settings, as sentences that name the key.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Provider))
            yield return "Database:Provider must be Embedded, PostgreSql or SqlServer.";
        if (Provider != DatabaseProvider.Embedded && string.IsNullOrWhiteSpace(ConnectionString))
            yield return $"Database:ConnectionString is missing: Database:Provider is {Provider}, which needs one.";
    }
}
