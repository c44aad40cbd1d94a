using System.Text.Json;
using CryptoDashboard.Core.Bots.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<TradePlan>
{
    public void Configure(EntityTypeBuilder<TradePlan> builder)
    {
        builder.ToTable("trade_plans");
        builder.HasKey(p => new { p.BotId, p.Number });
        builder.Property(p => p.BotId).ValueGeneratedNever();
        builder.Property(p => p.Number).ValueGeneratedNever();
        builder.Property(p => p.Note).HasMaxLength(1_000);
        builder.Property(p => p.MadeBy).HasMaxLength(80);
        builder.Property(p => p.Targets).HasMaxLength(2_000).HasConversion(
            targets => JsonSerializer.Serialize(targets, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<List<PlanTarget>>(text, JsonSerializerOptions.Default) ?? new List<PlanTarget>(),
            new ValueComparer<IReadOnlyList<PlanTarget>>((a, b) => a!.SequenceEqual(b!), targets => targets.Count, targets => targets));
        builder.Ignore(p => p.Held);
        builder.Ignore(p => p.HasBegunToSell);
        builder.Ignore(p => p.Cost);
        builder.Ignore(p => p.NextTarget);
        builder.Ignore(p => p.Profit);
        builder.Ignore(p => p.EntryTerms);
        builder.HasIndex(p => p.State);
    }
}
