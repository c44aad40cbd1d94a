using CryptoDashboard.Core.Positions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class PositionConfiguration :
    IEntityTypeConfiguration<Position>, IEntityTypeConfiguration<Trade>, IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.ToTable("positions");
        builder.HasKey(p => p.BotId);
        builder.Property(p => p.BotId).ValueGeneratedNever();
        builder.Ignore(p => p.AverageCost);
    }

    public void Configure(EntityTypeBuilder<Trade> builder)
    {
        builder.ToTable("trades");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).HasMaxLength(40);
        builder.Property(t => t.OpenReason).HasMaxLength(1_000);
        builder.Property(t => t.CloseReason).HasMaxLength(1_000);
        builder.Ignore(t => t.EntryPrice);
        builder.Ignore(t => t.ExitPrice);
        builder.Ignore(t => t.ProfitRatio);
        builder.HasIndex(t => new { t.BotId, t.OpenedAt });
        builder.HasIndex(t => t.OpenedAt);
    }

    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger_entries");
        builder.HasKey(e => new { e.Transaction, e.Line });
        builder.Property(e => e.Transaction).HasMaxLength(100);
        builder.Property(e => e.Account).HasMaxLength(60);
        builder.HasIndex(e => new { e.Account, e.Asset });
    }
}
