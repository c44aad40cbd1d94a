using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>The tables on Microsoft SQL Server.</summary>
public sealed class SqlServerContext(DbContextOptions<SqlServerContext> options) : DashboardDbContext(options);
