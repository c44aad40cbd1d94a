using CryptoDashboard.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class EventConfiguration : IEntityTypeConfiguration<DomainEvent>
{
    public void Configure(EntityTypeBuilder<DomainEvent> builder)
    {
        builder.ToTable("events");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedOnAdd();
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.Market).HasMaxLength(90);
        builder.Property(e => e.Text).HasMaxLength(2_000);
        builder.Property(e => e.Subject).HasMaxLength(80);
        builder.HasIndex(e => new { e.BotId, e.Id });
        builder.HasIndex(e => new { e.Kind, e.Id });
    }
}
