using CryptoDashboard.Core.Listing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Coin>, IEntityTypeConfiguration<CoinPrice>, IEntityTypeConfiguration<CoinCap>
{
    public void Configure(EntityTypeBuilder<Coin> builder)
    {
        builder.ToTable("coins");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasMaxLength(100);
        builder.Property(c => c.Symbol).HasMaxLength(100);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Search).HasMaxLength(201);
        builder.Property(c => c.Source).HasMaxLength(40);
        builder.Property(c => c.Dispute).HasMaxLength(200);
        foreach (var name in (string[])[nameof(Coin.Price), nameof(Coin.MarketCap), nameof(Coin.Volume24h), nameof(Coin.Circulating), nameof(Coin.TotalSupply), nameof(Coin.MaxSupply)])
            builder.Property(name).HasPrecision(38, 12);
        // One for each order, so that a page is read off an index however many coins there are.
        builder.HasIndex(c => new { c.Rank, c.Id });
        builder.HasIndex(c => new { c.Symbol, c.Id });
        builder.HasIndex(c => new { c.Price, c.Id });
        builder.HasIndex(c => new { c.MarketCap, c.Id });
        builder.HasIndex(c => new { c.Volume24h, c.Id });
        builder.HasIndex(c => new { c.Change1h, c.Id });
        builder.HasIndex(c => new { c.Change24h, c.Id });
        builder.HasIndex(c => new { c.Change7d, c.Id });
    }

    public void Configure(EntityTypeBuilder<CoinPrice> builder)
    {
        builder.ToTable("coin_prices");
        builder.HasKey(p => new { p.CoinId, p.At });
        builder.HasIndex(p => p.At);
        builder.Property(p => p.CoinId).HasMaxLength(100);
        builder.Property(p => p.Price).HasPrecision(38, 12);
        builder.Property(p => p.Volume24h).HasPrecision(38, 12);
    }

    public void Configure(EntityTypeBuilder<CoinCap> builder)
    {
        builder.ToTable("coin_caps");
        builder.HasKey(c => new { c.Day, c.CoinId });
        builder.Property(c => c.CoinId).HasMaxLength(100);
        builder.Property(c => c.Symbol).HasMaxLength(100);
        builder.Property(c => c.MarketCap).HasPrecision(38, 12);
    }
}
