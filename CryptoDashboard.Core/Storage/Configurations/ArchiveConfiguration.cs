using CryptoDashboard.Core.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class ArchiveConfiguration : IEntityTypeConfiguration<ArchivedMarket>, IEntityTypeConfiguration<ArchivedVolume>
{
    public void Configure(EntityTypeBuilder<ArchivedMarket> builder)
    {
        builder.ToTable("market_archive");
        builder.HasKey(m => new { m.Exchange, m.Symbol, m.From });
        builder.Property(m => m.Exchange).HasMaxLength(40);
        builder.Property(m => m.Symbol).HasMaxLength(45);
        foreach (var name in (string[])[nameof(ArchivedMarket.Tick), nameof(ArchivedMarket.Lot), nameof(ArchivedMarket.MinQuantity), nameof(ArchivedMarket.MinNotional), nameof(ArchivedMarket.Maker), nameof(ArchivedMarket.Taker)])
            builder.Property<decimal?>(name).HasPrecision(38, 18);
    }

    public void Configure(EntityTypeBuilder<ArchivedVolume> builder)
    {
        builder.ToTable("market_volumes");
        builder.HasKey(v => new { v.Exchange, v.Day, v.Symbol });
        builder.Property(v => v.Exchange).HasMaxLength(40);
        builder.Property(v => v.Symbol).HasMaxLength(45);
        builder.Property(v => v.QuoteVolume).HasPrecision(38, 18);
        builder.Property(v => v.Spread).HasPrecision(18, 10);
    }
}
