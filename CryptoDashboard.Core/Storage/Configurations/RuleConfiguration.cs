using CryptoDashboard.Core.Strategies.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class RuleConfiguration : IEntityTypeConfiguration<RuleSet>, IEntityTypeConfiguration<RuleVersion>
{
    public void Configure(EntityTypeBuilder<RuleSet> builder)
    {
        builder.ToTable("rule_documents");
        builder.HasKey(r => r.Id);
        builder.Ignore(r => r.Strategy);
        builder.Property(r => r.Name).HasMaxLength(RuleLimits.Name);
    }

    public void Configure(EntityTypeBuilder<RuleVersion> builder)
    {
        builder.ToTable("rule_versions");
        builder.HasKey(v => new { v.RuleSetId, v.Version });
        builder.Property(v => v.Note).HasMaxLength(RuleDesk.LongestNote);
        builder.Property(v => v.MadeBy).HasMaxLength(80);
        builder.HasOne<RuleSet>().WithMany().HasForeignKey(v => v.RuleSetId);
    }
}
