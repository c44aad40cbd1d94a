using CryptoDashboard.Core.Fleets;
using CryptoDashboard.Core.Universes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class UniverseConfiguration : IEntityTypeConfiguration<SavedUniverse>, IEntityTypeConfiguration<Fleet>, IEntityTypeConfiguration<FleetMove>
{
    public void Configure(EntityTypeBuilder<SavedUniverse> builder)
    {
        builder.ToTable("universes");
        builder.HasKey(u => u.Id);
        builder.Ignore(u => u.Universe);
        builder.Property(u => u.Name).HasMaxLength(80);
        builder.Property(u => u.Document).HasMaxLength(SavedUniverse.MostDocument);
        builder.Property(u => u.ChangedBy).HasMaxLength(256);
        builder.HasIndex(u => u.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Fleet> builder)
    {
        builder.ToTable("fleets");
        builder.HasKey(f => f.Id);
        builder.Ignore(f => f.Universe);
        builder.Ignore(f => f.Share);
        builder.Property(f => f.Name).HasMaxLength(Fleet.MostName);
        builder.Property(f => f.Document).HasMaxLength(SavedUniverse.MostDocument);
        builder.Property(f => f.Strategy).HasMaxLength(80);
        builder.Property(f => f.Parameters).HasMaxLength(4_000);
        builder.Property(f => f.Guards).HasMaxLength(4_000);
        builder.Property(f => f.Trouble).HasMaxLength(Fleet.MostTrouble);
        builder.HasIndex(f => f.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FleetMove> builder)
    {
        builder.ToTable("fleet_moves");
        builder.HasKey(m => new { m.FleetId, m.At, m.Symbol, m.Kind });
        builder.Property(m => m.Symbol).HasMaxLength(45);
        builder.Property(m => m.Reason).HasMaxLength(300);
        builder.HasOne<Fleet>().WithMany().HasForeignKey(m => m.FleetId).OnDelete(DeleteBehavior.Cascade);
    }
}
