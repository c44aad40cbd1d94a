using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class HookConfiguration : IEntityTypeConfiguration<Hook>, IEntityTypeConfiguration<OutsideSignal>
{
    public void Configure(EntityTypeBuilder<Hook> builder)
    {
        builder.ToTable("hooks");
        builder.HasKey(h => h.BotId);
        builder.Property(h => h.BotId).ValueGeneratedNever();
        builder.Property(h => h.PublicId).HasMaxLength(40);
        builder.Property(h => h.Salt).HasMaxLength(40);
        builder.HasIndex(h => h.PublicId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OutsideSignal> builder)
    {
        builder.ToTable("outside_signals");
        // This key is the promise that a message is taken once.
        builder.HasKey(s => new { s.BotId, s.MessageId });
        builder.Property(s => s.MessageId).HasMaxLength(100);
        builder.Property(s => s.FateReason).HasMaxLength(1_000);
        builder.Property(s => s.RefusalCode).HasMaxLength(60);
        builder.Property(s => s.OrderId).HasMaxLength(40);
        builder.HasIndex(s => new { s.BotId, s.ReceivedAt });
    }
}
