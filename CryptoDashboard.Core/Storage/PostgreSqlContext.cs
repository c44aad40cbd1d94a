using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>The tables on PostgreSQL, embedded or a server.</summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options) : DashboardDbContext(options);
