using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Npgsql;
using NpgsqlTypes;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Candles in PostgreSQL, written by binary COPY.</summary>
public sealed class PostgreSqlCandleStore(NpgsqlDataSource source) : ICandleStore
{
    private readonly ConcurrentDictionary<MarketId, int> _ids = new();
    private readonly ConcurrentDictionary<int, bool> _months = new();

    public async Task Save(IReadOnlyList<RecordedCandle> candles, CancellationToken cancel)
    {
        if (candles.Count == 0)
            return;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await EnsureMonths(connection, candles.Min(c => c.Candle.OpenMs), candles.Max(c => c.Candle.OpenMs), cancel);
        // Arrays rather than COPY: a few rows at a time, of many series, and one round trip.
        await using var insert = new NpgsqlCommand(
            """
            insert into candles
            select * from unnest($1::int[], $2::smallint[], $3::timestamptz[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
            on conflict do nothing
            """,
            connection);
        var ids = new int[candles.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = await IdOf(connection, candles[i].Market, cancel);
        insert.Parameters.Add(new() { Value = ids });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Timeframe.Minutes).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.OpenTime.UtcDateTime).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.Open).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.High).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.Low).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.Close).ToArray() });
        insert.Parameters.Add(new() { Value = candles.Select(c => c.Candle.Volume).ToArray() });
        await insert.ExecuteNonQueryAsync(cancel);
    }

    public async Task<ICandleImport> BeginImport(MarketId market, Timeframe timeframe, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            var id = await IdOf(connection, market, cancel);
            return await PostgreSqlCandleImport.Begin(connection, id, timeframe, (first, last, stop) => EnsureMonths(null, first, last, stop), cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<Candle> Read(
        MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var select = new NpgsqlCommand(
            """
            select open_time, open, high, low, close, volume from candles
            where market_id = $1 and timeframe = $2 and open_time >= $3 and open_time < $4 order by open_time
            """,
            connection);
        await Describe(select, connection, market, timeframe, cancel);
        select.Parameters.Add(new() { Value = Moment(from) });
        select.Parameters.Add(new() { Value = Moment(to) });
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return Row(reader);
    }

    public async Task<IReadOnlyList<Candle>> ReadLast(MarketId market, Timeframe timeframe, int count, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var select = new NpgsqlCommand(
            """
            select open_time, open, high, low, close, volume from candles
            where market_id = $1 and timeframe = $2 and open_time < $3 order by open_time desc limit $4
            """,
            connection);
        await Describe(select, connection, market, timeframe, cancel);
        select.Parameters.Add(new() { Value = Moment(before) });
        select.Parameters.Add(new() { Value = count });
        var candles = new List<Candle>(count);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            candles.Add(Row(reader));
        candles.Reverse();
        return candles;
    }

    public async Task<long> Delete(MarketId market, Timeframe timeframe, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var delete = new NpgsqlCommand("delete from candles where market_id = $1 and timeframe = $2 and open_time < $3", connection) { CommandTimeout = 600 };
        await Describe(delete, connection, market, timeframe, cancel);
        delete.Parameters.Add(new() { Value = Moment(before) });
        var deleted = await delete.ExecuteNonQueryAsync(cancel);
        if (deleted > 0)
            await DropEmptyMonths(connection, before, cancel);
        return deleted;
    }

    public async Task<IReadOnlyList<StoredSeries>> Series(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await ReadSeries(
            new NpgsqlCommand(
                """
                select m.key, c.timeframe, count(*), min(c.open_time), max(c.open_time)
                from candles c join markets m on m.id = c.market_id group by m.key, c.timeframe order by m.key, c.timeframe
                """,
                connection),
            cancel);
    }

    public async Task<StoredSeries?> Series(MarketId market, Timeframe timeframe, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var select = new NpgsqlCommand(
            """
            select m.key, c.timeframe, count(*), min(c.open_time), max(c.open_time)
            from candles c join markets m on m.id = c.market_id where c.market_id = $1 and c.timeframe = $2 group by m.key, c.timeframe
            """,
            connection);
        await Describe(select, connection, market, timeframe, cancel);
        return (await ReadSeries(select, cancel)).SingleOrDefault();
    }

    public async Task<SeriesMark?> Mark(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var select = new NpgsqlCommand(
            """
            select count(*), min(open_time), max(open_time), sum(hashfloat8(close)::bigint * 31 + hashfloat8(volume))::bigint from candles
            where market_id = $1 and timeframe = $2 and open_time >= $3 and open_time < $4
            """,
            connection);
        await Describe(select, connection, market, timeframe, cancel);
        select.Parameters.Add(new() { Value = Moment(from) });
        select.Parameters.Add(new() { Value = Moment(to) });
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return reader.GetInt64(0) == 0 ? null : new(reader.GetInt64(0), new(reader.GetDateTime(1), TimeSpan.Zero), new(reader.GetDateTime(2), TimeSpan.Zero), reader.GetInt64(3));
    }

    private static async Task<List<StoredSeries>> ReadSeries(NpgsqlCommand select, CancellationToken cancel)
    {
        await using (select)
        {
            var series = new List<StoredSeries>();
            await using var reader = await select.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                series.Add(new StoredSeries(
                    MarketId.Parse(reader.GetString(0)), Timeframe.FromMinutes(reader.GetInt16(1)), reader.GetInt64(2),
                    new DateTimeOffset(reader.GetDateTime(3), TimeSpan.Zero), new DateTimeOffset(reader.GetDateTime(4), TimeSpan.Zero)));
            }
            return series;
        }
    }

    private static Candle Row(NpgsqlDataReader reader) => new(
        (reader.GetDateTime(0).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond,
        reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5));

    // PostgreSQL's calendar is longer than ours, but both ends of ours must not be read as its "infinity".
    private static DateTime Moment(DateTimeOffset at) =>
        at.Year >= 9000 ? new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc) : at.Year < 1900 ? new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc) : at.UtcDateTime;

    private async Task Describe(NpgsqlCommand command, NpgsqlConnection connection, MarketId market, Timeframe timeframe, CancellationToken cancel)
    {
        command.Parameters.Add(new() { Value = await IdOf(connection, market, cancel) });
        command.Parameters.Add(new() { Value = timeframe.Minutes, NpgsqlDbType = NpgsqlDbType.Smallint });
    }

    private async ValueTask<int> IdOf(NpgsqlConnection connection, MarketId market, CancellationToken cancel)
    {
        if (_ids.TryGetValue(market, out var known))
            return known;
        await using var find = new NpgsqlCommand(
            """
            with made as (insert into markets (key) values ($1) on conflict do nothing returning id)
            select id from made union all select id from markets where key = $1 limit 1
            """,
            connection);
        find.Parameters.Add(new() { Value = market.ToString() });
        // Two processes at once may both see nothing; the second look finds what the other one made.
        var id = await find.ExecuteScalarAsync(cancel) ?? await find.ExecuteScalarAsync(cancel);
        return _ids[market] = (int)id!;
    }

    /// <summary>A month that holds nothing any more gives its place back at once. Months to come are left: someone may be about to write.</summary>
    private async Task DropEmptyMonths(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancel)
    {
        var names = new List<string>();
        await using (var select = new NpgsqlCommand("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'candles'::regclass and c.relname < $1 order by 1", connection))
        {
            select.Parameters.Add(new() { Value = $"candles_{before:yyyy_MM}" });
            await using var reader = await select.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                names.Add(reader.GetString(0));
        }
        foreach (var name in names)
        {
            // In turns with whoever makes months, and never waiting for a reader or an import: what is in use is dropped another day.
            await using var drop = new NpgsqlCommand(
                $"""
                begin;
                set local lock_timeout = '2s';
                select pg_advisory_xact_lock(4843347001);
                lock table candles in access exclusive mode;
                do $$ begin
                    if not exists (select 1 from {name}) then
                        drop table {name};
                    end if;
                end $$;
                commit;
                """,
                connection);
            try
            {
                await drop.ExecuteNonQueryAsync(cancel);
                _months.Clear();
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                await using var undo = new NpgsqlCommand("rollback", connection);
                await undo.ExecuteNonQueryAsync(cancel);
                return;
            }
        }
    }

    private async Task EnsureMonths(NpgsqlConnection? connection, long firstMs, long lastMs, CancellationToken cancel)
    {
        var last = DateTimeOffset.FromUnixTimeMilliseconds(lastMs);
        var first = DateTimeOffset.FromUnixTimeMilliseconds(firstMs);
        for (var month = new DateTimeOffset(first.Year, first.Month, 1, 0, 0, 0, TimeSpan.Zero); month <= last; month = month.AddMonths(1))
        {
            var number = (month.Year * 12) + month.Month;
            if (_months.ContainsKey(number))
                continue;
            var own = connection is null ? await source.OpenConnectionAsync(cancel) : null;
            await using (own)
            {
                // Attached rather than created in place: that takes a lock which readers and an import under way, perhaps our own,
                // do not stand in. Taken in turns, since two processes may want the same month.
                await using var make = new NpgsqlCommand(
                    $"""
                    begin;
                    select pg_advisory_xact_lock(4843347001);
                    do $$ begin
                        if to_regclass('candles_{month:yyyy_MM}') is null then
                            create table candles_{month:yyyy_MM} (like candles including all);
                            alter table candles attach partition candles_{month:yyyy_MM}
                                for values from ('{month:yyyy-MM-dd} 00:00+00') to ('{month.AddMonths(1):yyyy-MM-dd} 00:00+00');
                        end if;
                    end $$;
                    commit;
                    """,
                    connection ?? own);
                await make.ExecuteNonQueryAsync(cancel);
            }
            _months[number] = true;
        }
    }
}
