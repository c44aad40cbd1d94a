using CryptoDashboard.Core.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class VaultConfiguration : IEntityTypeConfiguration<SealedCredential>
{
    public void Configure(EntityTypeBuilder<SealedCredential> builder)
    {
        builder.ToTable("exchange_accounts");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(40);
        builder.Property(c => c.Exchange).HasMaxLength(40);
        builder.Property(c => c.Owner).HasMaxLength(80);
        builder.Property(c => c.KeyId).HasMaxLength(20);
        builder.Property(c => c.Nonce).HasMaxLength(12);
        builder.Property(c => c.Sealed).HasMaxLength(8_000);
        builder.Property(c => c.Tag).HasMaxLength(16);
        builder.Property(c => c.Permissions).HasMaxLength(200);
    }
}
