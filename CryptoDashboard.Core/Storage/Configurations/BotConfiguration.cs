using CryptoDashboard.Core.Bots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class BotConfiguration :
    IEntityTypeConfiguration<Bot>, IEntityTypeConfiguration<BotProgress>, IEntityTypeConfiguration<EquityPoint>
{
    public void Configure(EntityTypeBuilder<Bot> builder)
    {
        builder.ToTable("bots");
        builder.HasKey(b => b.Id);
        builder.Ignore(b => b.Risk);
        builder.Ignore(b => b.IsLive);
        builder.Property(b => b.Account).HasMaxLength(60);
        builder.Property(b => b.Guards).HasMaxLength(4_000);
        builder.Property(b => b.ArmedBy).HasMaxLength(80);
        builder.Property(b => b.ArmedDespite).HasMaxLength(BotArming.MostOverride);
        builder.Property(b => b.Name).HasMaxLength(80);
        builder.Property(b => b.Strategy).HasMaxLength(80);
        builder.Property(b => b.Parameters).HasMaxLength(4_000);
        builder.Property(b => b.StatusReason).HasMaxLength(1_000);
        builder.Property(b => b.LeavesBecause).HasMaxLength(300);
        builder.HasIndex(b => b.Name).IsUnique();
        builder.HasIndex(b => b.FleetId);
    }

    public void Configure(EntityTypeBuilder<BotProgress> builder)
    {
        builder.ToTable("bot_progress");
        builder.HasKey(p => p.BotId);
        builder.Property(p => p.BotId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<EquityPoint> builder)
    {
        builder.ToTable("equity_points");
        builder.HasKey(p => new { p.BotId, p.At });
    }
}
