using CryptoDashboard.Core.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class BookConfiguration : IEntityTypeConfiguration<BookCheck>
{
    public void Configure(EntityTypeBuilder<BookCheck> builder)
    {
        builder.ToTable("book_checks");
        builder.HasKey(c => new { c.Account, c.At, c.Asset });
        builder.Property(c => c.Account).HasMaxLength(60);
        builder.Property(c => c.Booked).HasPrecision(38, 18);
        builder.Property(c => c.Held).HasPrecision(38, 18);
        builder.Ignore(c => c.Residue);
    }
}
