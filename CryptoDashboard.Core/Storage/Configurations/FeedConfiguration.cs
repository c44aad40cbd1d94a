using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class FeedConfiguration : IEntityTypeConfiguration<FeedChoiceRow>
{
    public void Configure(EntityTypeBuilder<FeedChoiceRow> builder)
    {
        builder.ToTable("feed_choice");
        builder.HasKey(r => new { r.IsExchange, r.Name });
        builder.Property(r => r.Name).HasMaxLength(60);
    }
}
