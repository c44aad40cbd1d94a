using CryptoDashboard.Core.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class ReplayConfiguration : IEntityTypeConfiguration<ReplayRun>
{
    public void Configure(EntityTypeBuilder<ReplayRun> builder)
    {
        builder.ToTable("replays");
        builder.HasKey(r => r.Id);
        builder.Ignore(r => r.Market);
        builder.Ignore(r => r.Shift);
        builder.Ignore(r => r.Progress);
    }
}
