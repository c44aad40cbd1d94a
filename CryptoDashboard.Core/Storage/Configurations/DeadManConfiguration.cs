using CryptoDashboard.Core.DeadMan;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class DeadManConfiguration : IEntityTypeConfiguration<DeadManChoice>
{
    public void Configure(EntityTypeBuilder<DeadManChoice> builder)
    {
        builder.ToTable("dead_man_choices");
        builder.HasKey(c => c.Account);
        builder.Property(c => c.Account).HasMaxLength(40);
    }
}
