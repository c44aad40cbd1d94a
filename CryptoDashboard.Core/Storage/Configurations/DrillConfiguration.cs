using CryptoDashboard.Core.Drills;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class DrillConfiguration : IEntityTypeConfiguration<DrillRun>
{
    public void Configure(EntityTypeBuilder<DrillRun> builder)
    {
        builder.ToTable("drills");
        builder.HasKey(r => r.Id);
        builder.Ignore(r => r.Scores);
        builder.Property(r => r.By).HasMaxLength(80);
        builder.Property(r => r.MarketNote).HasMaxLength(400);
        builder.Property(r => r.Trouble).HasMaxLength(1_000);
        builder.HasIndex(r => new { r.BotId, r.Id });
    }
}
