using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Npgsql;
using NpgsqlTypes;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>
/// One import into PostgreSQL: one transaction that other imports of the series wait for. A stretch in which nothing is stored yet is
/// copied straight into place; where something is, the rows go through a temporary table and only the missing ones are taken.
/// </summary>
internal sealed class PostgreSqlCandleImport : ICandleImport
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Func<long, long, CancellationToken, Task> _ensureMonths;
    private readonly int _marketId;
    private readonly short _timeframe;
    private bool _hasStaging;
    private long _added;

    private PostgreSqlCandleImport(NpgsqlConnection connection, NpgsqlTransaction transaction, int marketId, short timeframe, Func<long, long, CancellationToken, Task> ensureMonths) =>
        (_connection, _transaction, _marketId, _timeframe, _ensureMonths) = (connection, transaction, marketId, timeframe, ensureMonths);

    public static async Task<PostgreSqlCandleImport> Begin(
        NpgsqlConnection connection, int marketId, Timeframe timeframe, Func<long, long, CancellationToken, Task> ensureMonths, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(cancel);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock($1, $2)", connection);
        turn.Parameters.Add(new() { Value = marketId });
        turn.Parameters.Add(new() { Value = (int)timeframe.Minutes });
        await turn.ExecuteNonQueryAsync(cancel);
        return new PostgreSqlCandleImport(connection, transaction, marketId, timeframe.Minutes, ensureMonths);
    }

    public async Task Write(ReadOnlyMemory<Candle> candles, CancellationToken cancel)
    {
        if (candles.IsEmpty)
            return;
        var (first, last) = (candles.Span[0].OpenMs, candles.Span[^1].OpenMs);
        await _ensureMonths(first, last, cancel);
        if (await IsEmpty(first, last, cancel))
        {
            await Copy("candles", candles, cancel);
            _added += candles.Length;
            return;
        }
        if (!_hasStaging)
        {
            await Execute("create temp table incoming (like candles) on commit drop", cancel);
            _hasStaging = true;
        }
        await Copy("incoming", candles, cancel);
        _added += await Execute("insert into candles select * from incoming on conflict do nothing", cancel);
        await Execute("truncate incoming", cancel);
    }

    public async Task<long> Commit(CancellationToken cancel)
    {
        await _transaction.CommitAsync(cancel);
        return _added;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<bool> IsEmpty(long firstMs, long lastMs, CancellationToken cancel)
    {
        await using var look = new NpgsqlCommand(
            "select not exists (select 1 from candles where market_id = $1 and timeframe = $2 and open_time >= $3 and open_time <= $4)", _connection);
        look.Parameters.Add(new() { Value = _marketId });
        look.Parameters.Add(new() { Value = _timeframe });
        look.Parameters.Add(new() { Value = At(firstMs) });
        look.Parameters.Add(new() { Value = At(lastMs) });
        return (bool)(await look.ExecuteScalarAsync(cancel))!;
    }

    private async Task Copy(string table, ReadOnlyMemory<Candle> candles, CancellationToken cancel)
    {
        await using var copy = await _connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)", cancel);
        WriteRows(copy, candles.Span);
        await copy.CompleteAsync(cancel);
    }

    // The synchronous writes only fill a buffer most of the time; an await per value would cost more than the value.
    private void WriteRows(NpgsqlBinaryImporter copy, ReadOnlySpan<Candle> candles)
    {
        foreach (ref readonly var candle in candles)
        {
            copy.StartRow();
            copy.Write(_marketId, NpgsqlDbType.Integer);
            copy.Write(_timeframe, NpgsqlDbType.Smallint);
            copy.Write(At(candle.OpenMs), NpgsqlDbType.TimestampTz);
            copy.Write(candle.Open, NpgsqlDbType.Double);
            copy.Write(candle.High, NpgsqlDbType.Double);
            copy.Write(candle.Low, NpgsqlDbType.Double);
            copy.Write(candle.Close, NpgsqlDbType.Double);
            copy.Write(candle.Volume, NpgsqlDbType.Double);
        }
    }

    private async Task<int> Execute(string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private static DateTime At(long ms) => new(DateTime.UnixEpoch.Ticks + (ms * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
