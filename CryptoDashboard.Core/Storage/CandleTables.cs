namespace CryptoDashboard.Core.Storage;

/// <summary>
/// The tables of the candles, which are written in bulk and so are no entities: on PostgreSQL in a partition per month, made when its
/// first candle comes; on SQL Server in a clustered columnstore.
/// </summary>
internal static class CandleTables
{
    public const string CreatePostgreSql =
        """
        create table markets (id int generated always as identity primary key, key text not null unique);
        create table candles (
            market_id int not null,
            timeframe smallint not null,
            open_time timestamptz not null,
            open double precision not null,
            high double precision not null,
            low double precision not null,
            close double precision not null,
            volume double precision not null,
            primary key (market_id, timeframe, open_time)
        ) partition by range (open_time);
        """;

    public const string DropPostgreSql = "drop table candles; drop table markets;";

    public const string CreateSqlServer =
        """
        create table markets (id int identity primary key, [key] nvarchar(90) not null unique);
        create table candles (
            market_id int not null,
            timeframe smallint not null,
            open_time datetimeoffset(3) not null,
            [open] float not null,
            high float not null,
            low float not null,
            [close] float not null,
            volume float not null,
            index cci_candles clustered columnstore,
            constraint pk_candles primary key nonclustered (market_id, timeframe, open_time)
        );
        """;

    public const string DropSqlServer = "drop table candles; drop table markets;";
}
