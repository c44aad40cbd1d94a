using CryptoDashboard.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class AccessConfiguration : IEntityTypeConfiguration<SignInAttempt>, IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.ToTable("sign_in_attempts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Account).HasMaxLength(256);
        builder.Property(a => a.Address).HasMaxLength(64);
        builder.HasIndex(a => new { a.Account, a.At });
        builder.HasIndex(a => new { a.Address, a.At });
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("user_sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasMaxLength(64);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.HasIndex(s => s.UserId);
    }
}
