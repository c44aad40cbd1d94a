using CryptoDashboard.Core.Storage.Embedded;
using Npgsql;

namespace CryptoDashboard.Tests.Storage.Embedded;

public sealed class EmbeddedPostgresSettingsTests(EmbeddedPostgresSettingsTests.Running running) : IClassFixture<EmbeddedPostgresSettingsTests.Running>
{
    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("data_checksums", "on")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("TimeZone", "UTC")]
    [InlineData("server_encoding", "UTF8")]
    public async Task What_is_committed_lasts_and_only_this_machine_is_heard(string setting, string expected) =>
        Assert.Equal(expected, await DataFolder.Ask(running.Postgres!, $"show {setting}"));

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var connection = new NpgsqlConnectionStringBuilder(running.Postgres!.ConnectionString) { Password = "guessed", Pooling = false };
        await using var server = new NpgsqlConnection(connection.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    public sealed class Running : IAsyncLifetime
    {
        private readonly DataFolder _folder = new();

        internal EmbeddedPostgres? Postgres { get; private set; }

        public async ValueTask InitializeAsync() => Postgres = await _folder.Start();

        public async ValueTask DisposeAsync()
        {
            if (Postgres is not null)
                await Postgres.DisposeAsync();
            _folder.Dispose();
        }
    }
}
