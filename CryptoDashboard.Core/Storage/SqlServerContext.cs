using CryptoDashboard.Core.Money;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>The tables on Microsoft SQL Server.</summary>
public sealed class SqlServerContext(DbContextOptions<SqlServerContext> options) : DashboardDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        base.ConfigureConventions(builder);
        // SQL Server has no decimal without a fixed scale (docs/decisions/0004-numeric-columns.md).
        builder.Properties<decimal>().HavePrecision(38, 18);
        builder.Properties<Price>().HavePrecision(38, 18);
        builder.Properties<Quantity>().HavePrecision(38, 18);
    }
}
