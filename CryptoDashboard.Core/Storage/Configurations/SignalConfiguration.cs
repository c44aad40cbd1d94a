using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class SignalConfiguration : IEntityTypeConfiguration<SignalRecord>
{
    public void Configure(EntityTypeBuilder<SignalRecord> builder)
    {
        builder.ToTable("signals");
        // This key is the promise that a bot handles each closed candle once.
        builder.HasKey(s => new { s.BotId, s.OpenTime });
        builder.Property(s => s.Reason).HasMaxLength(1_000);
        builder.Property(s => s.Indicators).HasMaxLength(4_000);
        builder.Property(s => s.FateReason).HasMaxLength(1_000);
        builder.Property(s => s.RefusalCode).HasMaxLength(60);
        builder.Property(s => s.OrderId).HasMaxLength(40);
        // HOLDs are nearly all of the table and never listed across bots.
        builder.HasIndex(s => s.OpenTime).HasFilter("action <> 0").HasDatabaseName("IX_SignalsActed");
    }
}
