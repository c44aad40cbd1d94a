using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// What every verb needs: the settings, the data folder, and a database that answers. Verbs work with or without a server running on
/// the same data folder: an embedded database that runs already is shared, and the last to leave stops it.
/// </summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Workplace(string dataFolder, DatabaseProvider provider, string connectionString, EmbeddedPostgres? embedded) =>
        (DataFolder, Provider, ConnectionString, _embedded) = (dataFolder, provider, connectionString, embedded);

    public string DataFolder { get; }

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <exception cref="UsageException">A setting is wrong or the database cannot be had; the message says what to do.</exception>
    public static async Task<Workplace> Open(IConfiguration configuration, ILogger logger, CancellationToken cancel)
    {
        var options = new DatabaseOptions();
        try
        {
            configuration.GetSection("Database").Bind(options);
        }
        catch (InvalidOperationException)
        {
            throw new UsageException($"Database:Provider is '{configuration["Database:Provider"]}'; it must be Embedded, PostgreSql or SqlServer.");
        }
        var faults = options.Faults().ToList();
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
        var folder = Path.GetFullPath(configuration["Data"] ?? "data");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The data folder {folder} cannot be made: {exception.Message} Choose another with --data DIR.");
        }
        if (options.Provider != DatabaseProvider.Embedded)
            return new Workplace(folder, options.Provider, options.ConnectionString!, null);
        var embedded = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), logger, cancel);
        return new Workplace(folder, options.Provider, embedded.ConnectionString, embedded);
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }
}
