using CryptoDashboard.Core.Backtesting.AbTests;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class ParityConfiguration : IEntityTypeConfiguration<ParityRow>, IEntityTypeConfiguration<BotSettings>, IEntityTypeConfiguration<AbTest>
{
    public void Configure(EntityTypeBuilder<ParityRow> builder)
    {
        builder.ToTable("parity_reports");
        builder.HasKey(r => new { r.BotId, r.Day });
    }

    public void Configure(EntityTypeBuilder<BotSettings> builder)
    {
        builder.ToTable("bot_settings");
        builder.HasKey(s => new { s.BotId, s.Since });
        builder.Property(s => s.Strategy).HasMaxLength(80);
        builder.Property(s => s.Parameters).HasMaxLength(4_000);
        builder.Property(s => s.Guards).HasMaxLength(4_000);
    }

    public void Configure(EntityTypeBuilder<AbTest> builder)
    {
        builder.ToTable("ab_tests");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Name).HasMaxLength(80);
    }
}
