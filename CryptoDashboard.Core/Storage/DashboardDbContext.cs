using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage;

/// <summary>
/// All tables but the candles, which are written in bulk by their own store. One subclass per provider exists only because each
/// provider has migrations of its own; ask for this class.
/// </summary>
public abstract class DashboardDbContext(DbContextOptions options) : IdentityDbContext<DashboardUser, IdentityRole<int>, int>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(DashboardDbContext).Assembly);
        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        builder.Properties<MarketId>().HaveConversion<ValueConversions.OfMarketId>().HaveMaxLength(90);
        builder.Properties<Asset>().HaveConversion<ValueConversions.OfAsset>().HaveMaxLength(20);
        builder.Properties<Timeframe>().HaveConversion<ValueConversions.OfTimeframe>();
        builder.Properties<Price>().HaveConversion<ValueConversions.OfPrice>();
        builder.Properties<Quantity>().HaveConversion<ValueConversions.OfQuantity>();
    }
}
