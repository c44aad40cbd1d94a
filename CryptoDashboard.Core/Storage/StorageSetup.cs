using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CryptoDashboard.Core.Storage;

/// <summary>Registers everything that keeps something.</summary>
public static class StorageSetup
{
    /// <param name="connectionString">Of the embedded instance or the operator's server.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.SqlServer)
        {
            services.AddPooledDbContextFactory<SqlServerContext>(options => UseSqlServer(options, connectionString));
            services.AddSingleton<IDbContextFactory<DashboardDbContext>, ContextFactory<SqlServerContext>>();
            services.AddSingleton<ICandleStore>(_ => new SqlServerCandleStore(connectionString));
        }
        else
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
            services.AddPooledDbContextFactory<PostgreSqlContext>((provided, options) => UsePostgreSql(options, provided.GetRequiredService<NpgsqlDataSource>()));
            services.AddSingleton<IDbContextFactory<DashboardDbContext>, ContextFactory<PostgreSqlContext>>();
            services.AddSingleton<ICandleStore, PostgreSqlCandleStore>();
        }
        // Identity asks for a context of its own per request.
        services.AddScoped(provided => provided.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContext());
        services.AddSingleton<SharedSeries>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<IEventLog, EventLog>();
        services.AddSingleton<IBotStore, BotStore>();
        services.AddSingleton<IReplayStore, ReplayStore>();
        services.AddSingleton<Strategies.Rules.IRuleStore, RuleStore>();
        services.AddSingleton<IFeedChoiceStore, FeedChoiceStore>();
        services.AddSingleton<IMarketArchive, MarketArchive>();
        services.AddSingleton<Fills.IFillStore, FillStore>();
        services.AddSingleton<IListingStore, ListingStore>();
        services.AddSingleton<IContextStore, ContextStore>();
        services.AddSingleton<Vault.ICredentialStore, CredentialStore>();
        services.AddSingleton<Reconciliation.IBookStore, BookStore>();
        services.AddSingleton<Backtesting.Parity.IParityStore, ParityStore>();
        services.AddSingleton<Backtesting.AbTests.IAbTestStore, AbTestStore>();
        services.AddSingleton<Hooks.IHookStore, HookStore>();
        services.AddSingleton<Backtesting.IBacktestStore, BacktestStore>();
        services.AddSingleton<Backtesting.Optimisation.IOptimisationStore, OptimisationStore>();
        services.AddSingleton<TryBook>();
        services.AddSingleton<Backtesting.Optimisation.ITryBook>(provided => provided.GetRequiredService<TryBook>());
        services.AddSingleton<IOverfitChecks>(provided => provided.GetRequiredService<TryBook>());
        services.AddSingleton<Universes.IUniverseStore, UniverseStore>();
        services.AddSingleton<Fleets.IFleetStore, FleetStore>();
        services.AddSingleton<SignalStore>();
        services.AddSingleton<OutcomeReader>();
        services.AddSingleton<OrderStore>();
        services.AddSingleton<TradeStore>();
        services.AddSingleton<ISignInAttempts, SignInAttempts>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<DrillStore>();
        services.AddSingleton<DeadMan.IDeadManStore, DeadManStore>();
        services.AddSingleton(_ => new ScratchDatabases(provider, connectionString));
        return services;
    }

    internal static DbContextOptionsBuilder UsePostgreSql(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migrations"));

    internal static DbContextOptionsBuilder UsePostgreSql(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations"));

    internal static DbContextOptionsBuilder UseSqlServer(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, sql => sql.MigrationsHistoryTable("migrations"));
}
