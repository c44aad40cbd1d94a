using CryptoDashboard.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<Fill>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(40);
        builder.Property(o => o.Reason).HasMaxLength(1_000);
        builder.Property(o => o.Rejection).HasMaxLength(1_000);
        builder.Ignore(o => o.AveragePrice);
        builder.Ignore(o => o.Slippage);
        builder.Ignore(o => o.OpenValue);
        builder.Ignore(o => o.Remaining);
        builder.Ignore(o => o.Terms);
        builder.Ignore(o => o.IsOfPlan);
        builder.Ignore(o => o.IsAsleep);
        builder.Property(o => o.Group).HasMaxLength(60).HasColumnName("pair_group");
        builder.Property(o => o.ExchangeId).HasMaxLength(100);
        builder.Property(o => o.Account).HasMaxLength(60);
        builder.HasIndex(o => new { o.BotId, o.PlacedAt });
        builder.HasIndex(o => o.PlacedAt);
        builder.HasIndex(o => o.Status);
    }

    public void Configure(EntityTypeBuilder<Fill> builder)
    {
        builder.ToTable("fills");
        builder.HasKey(f => new { f.OrderId, f.FillId });
        builder.Property(f => f.OrderId).HasMaxLength(40);
        builder.Property(f => f.FillId).HasMaxLength(80);
        builder.Ignore(f => f.Value);
        builder.HasIndex(f => new { f.BotId, f.At });
    }
}
