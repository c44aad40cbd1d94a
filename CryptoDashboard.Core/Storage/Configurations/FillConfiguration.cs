using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class FillConfiguration : IEntityTypeConfiguration<SpreadDayRow>, IEntityTypeConfiguration<SendNote>, IEntityTypeConfiguration<FillLessonRow>
{
    public void Configure(EntityTypeBuilder<SpreadDayRow> builder)
    {
        builder.ToTable("spread_days");
        builder.HasKey(r => new { r.Day, r.Exchange, r.Symbol });
        builder.Property(r => r.Exchange).HasMaxLength(40);
        builder.Property(r => r.Symbol).HasMaxLength(45);
        builder.Property(r => r.Seen).HasMaxLength(4_000);
    }

    public void Configure(EntityTypeBuilder<SendNote> builder)
    {
        builder.ToTable("send_notes");
        builder.HasKey(n => n.OrderId);
        builder.Property(n => n.OrderId).HasMaxLength(40);
        builder.HasIndex(n => n.SentAt);
    }

    public void Configure(EntityTypeBuilder<FillLessonRow> builder)
    {
        builder.ToTable("fill_lessons");
        builder.HasKey(r => new { r.LearntAt, r.Exchange, r.Symbol });
        builder.Property(r => r.Exchange).HasMaxLength(40);
        builder.Property(r => r.Symbol).HasMaxLength(45);
        builder.Property(r => r.Ranges).HasMaxLength(2_000);
    }
}
