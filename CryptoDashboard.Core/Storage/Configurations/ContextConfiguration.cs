using CryptoDashboard.Core.MarketContext;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class ContextConfiguration : IEntityTypeConfiguration<MarketMood>, IEntityTypeConfiguration<NewsItem>
{
    public void Configure(EntityTypeBuilder<MarketMood> builder)
    {
        builder.ToTable("market_moods");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => m.At);
        foreach (var name in (string[])[nameof(MarketMood.Bitcoin), nameof(MarketMood.Ether), nameof(MarketMood.TotalCap)])
            builder.Property<decimal?>(name).HasPrecision(38, 12);
    }

    public void Configure(EntityTypeBuilder<NewsItem> builder)
    {
        builder.ToTable("news");
        builder.HasKey(n => n.Id);
        builder.HasIndex(n => n.LinkKey).IsUnique();
        builder.HasIndex(n => n.At);
        builder.Property(n => n.Id).HasMaxLength(32);
        builder.Property(n => n.LinkKey).HasMaxLength(32);
        builder.Property(n => n.Source).HasMaxLength(60);
        builder.Property(n => n.Title).HasMaxLength(310);
        builder.Property(n => n.Link).HasMaxLength(1_000);
        builder.Property(n => n.Assets).HasMaxLength(60);
    }
}
