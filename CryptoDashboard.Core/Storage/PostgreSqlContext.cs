using CryptoDashboard.Core.Money;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>The tables on PostgreSQL, embedded or a server.</summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options) : DashboardDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        base.ConfigureConventions(builder);
        // Without precision PostgreSQL keeps every decimal digit for digit; a fixed scale of 18 would come back with more digits than
        // a decimal holds once a value passes 79 billion (docs/decisions/0004-numeric-columns.md).
        builder.Properties<decimal>().HaveColumnType("numeric");
        builder.Properties<Price>().HaveColumnType("numeric");
        builder.Properties<Quantity>().HaveColumnType("numeric");
    }
}
