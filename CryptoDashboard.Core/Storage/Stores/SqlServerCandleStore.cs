using System.Data;
using System.Runtime.CompilerServices;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.Data.SqlClient;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>
/// Candles in SQL Server, by SqlBulkCopy through a temporary table. No server was at hand when this was written: its statements were
/// read with care and not run (docs/databases.md says what that means).
/// </summary>
public sealed class SqlServerCandleStore(string connectionString) : ICandleStore
{
    private const string Columns = "open_time, [open], high, low, [close], volume";

    private const string TakeStaged =
        """
        insert into candles select s.* from #incoming s
        where not exists (select 1 from candles c where c.market_id = s.market_id and c.timeframe = s.timeframe and c.open_time = s.open_time)
        """;

    public async Task Save(IReadOnlyList<RecordedCandle> candles, CancellationToken cancel)
    {
        if (candles.Count == 0)
            return;
        await using var connection = await Open(cancel);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancel);
        await MakeStaging(connection, transaction, cancel);
        foreach (var series in candles.GroupBy(c => (c.Market, c.Timeframe)))
        {
            var id = await IdOf(connection, transaction, series.Key.Market, cancel);
            await Stage(connection, transaction, id, series.Key.Timeframe, series.Select(c => c.Candle), cancel);
        }
        await Execute(connection, transaction, TakeStaged, cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task<ICandleImport> BeginImport(MarketId market, Timeframe timeframe, CancellationToken cancel)
    {
        var connection = await Open(cancel);
        var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancel);
        var id = await IdOf(connection, transaction, market, cancel);
        await using (var turn = new SqlCommand("exec sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction'", connection, transaction))
        {
            turn.Parameters.AddWithValue("@name", $"candles-{id}-{timeframe}");
            await turn.ExecuteNonQueryAsync(cancel);
        }
        await MakeStaging(connection, transaction, cancel);
        return new Import(connection, transaction, id, timeframe);
    }

    public async IAsyncEnumerable<Candle> Read(
        MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await using var select = Select(
            connection, $"select {Columns} from candles c join markets m on m.id = c.market_id where m.[key] = @market and timeframe = @timeframe and open_time >= @from and open_time < @to order by open_time", market, timeframe);
        select.Parameters.AddWithValue("@from", from);
        select.Parameters.AddWithValue("@to", to);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return Row(reader);
    }

    public async Task<IReadOnlyList<Candle>> ReadLast(MarketId market, Timeframe timeframe, int count, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await using var select = Select(
            connection, $"select top (@count) {Columns} from candles c join markets m on m.id = c.market_id where m.[key] = @market and timeframe = @timeframe and open_time < @before order by open_time desc", market, timeframe);
        select.Parameters.AddWithValue("@count", count);
        select.Parameters.AddWithValue("@before", before);
        var candles = new List<Candle>(count);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            candles.Add(Row(reader));
        candles.Reverse();
        return candles;
    }

    public async Task<long> Delete(MarketId market, Timeframe timeframe, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await using var delete = Select(connection, "delete c from candles c join markets m on m.id = c.market_id where m.[key] = @market and timeframe = @timeframe and open_time < @before", market, timeframe);
        delete.CommandTimeout = 600;
        delete.Parameters.AddWithValue("@before", before);
        return await delete.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IReadOnlyList<StoredSeries>> Series(CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await using var select = new SqlCommand(
            "select m.[key], c.timeframe, count_big(*), min(c.open_time), max(c.open_time) from candles c join markets m on m.id = c.market_id group by m.[key], c.timeframe order by m.[key], c.timeframe", connection);
        var series = new List<StoredSeries>();
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            series.Add(new StoredSeries(
                MarketId.Parse(reader.GetString(0)), Timeframe.FromMinutes(reader.GetInt16(1)), reader.GetInt64(2), reader.GetDateTimeOffset(3), reader.GetDateTimeOffset(4)));
        }
        return series;
    }

    public async Task<StoredSeries?> Series(MarketId market, Timeframe timeframe, CancellationToken cancel) =>
        (await Series(cancel)).SingleOrDefault(s => s.Market == market && s.Timeframe == timeframe);

    public async Task<SeriesMark?> Mark(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await using var select = Select(
            connection,
            "select count_big(*), min(open_time), max(open_time), sum(cast(binary_checksum([close], volume) as bigint)) from candles c join markets m on m.id = c.market_id where m.[key] = @market and timeframe = @timeframe and open_time >= @from and open_time < @to",
            market, timeframe);
        select.Parameters.AddWithValue("@from", from);
        select.Parameters.AddWithValue("@to", to);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return reader.GetInt64(0) == 0 ? null : new(reader.GetInt64(0), reader.GetDateTimeOffset(1), reader.GetDateTimeOffset(2), reader.GetInt64(3));
    }

    private static SqlCommand Select(SqlConnection connection, string sql, MarketId market, Timeframe timeframe)
    {
        var select = new SqlCommand(sql, connection);
        select.Parameters.AddWithValue("@market", market.ToString());
        select.Parameters.AddWithValue("@timeframe", timeframe.Minutes);
        return select;
    }

    private static Candle Row(SqlDataReader reader) => new(
        reader.GetDateTimeOffset(0).ToUnixTimeMilliseconds(), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5));

    private static Task MakeStaging(SqlConnection connection, SqlTransaction transaction, CancellationToken cancel) =>
        Execute(connection, transaction, "create table #incoming (market_id int, timeframe smallint, open_time datetimeoffset(3), [open] float, high float, low float, [close] float, volume float)", cancel);

    private static async Task<int> Execute(SqlConnection connection, SqlTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = new SqlCommand(sql, connection, transaction) { CommandTimeout = 600 };
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Stage(
        SqlConnection connection, SqlTransaction transaction, int marketId, Timeframe timeframe, IEnumerable<Candle> candles, CancellationToken cancel)
    {
        using var rows = new DataTable();
        foreach (var (name, type) in new (string, Type)[]
        {
            ("market_id", typeof(int)), ("timeframe", typeof(short)), ("open_time", typeof(DateTimeOffset)), ("open", typeof(double)),
            ("high", typeof(double)), ("low", typeof(double)), ("close", typeof(double)), ("volume", typeof(double)),
        })
        {
            rows.Columns.Add(name, type);
        }
        foreach (var candle in candles)
            rows.Rows.Add(marketId, timeframe.Minutes, candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.Default, transaction) { DestinationTableName = "#incoming", BulkCopyTimeout = 600 };
        await copy.WriteToServerAsync(rows, cancel);
    }

    private static async Task<int> IdOf(SqlConnection connection, SqlTransaction transaction, MarketId market, CancellationToken cancel)
    {
        await using var find = new SqlCommand(
            "insert into markets ([key]) select @key where not exists (select 1 from markets with (updlock, holdlock) where [key] = @key); select id from markets where [key] = @key",
            connection,
            transaction);
        find.Parameters.AddWithValue("@key", market.ToString());
        return (int)(await find.ExecuteScalarAsync(cancel))!;
    }

    private async Task<SqlConnection> Open(CancellationToken cancel)
    {
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    private sealed class Import(SqlConnection connection, SqlTransaction transaction, int marketId, Timeframe timeframe) : ICandleImport
    {
        public Task Write(ReadOnlyMemory<Candle> candles, CancellationToken cancel) =>
            Stage(connection, transaction, marketId, timeframe, candles.ToArray(), cancel);

        public async Task<long> Commit(CancellationToken cancel)
        {
            var added = await Execute(connection, transaction, TakeStaged, cancel);
            await transaction.CommitAsync(cancel);
            return added;
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
