using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class BacktestConfiguration : IEntityTypeConfiguration<BacktestRecord>, IEntityTypeConfiguration<BacktestReportRow>
{
    public void Configure(EntityTypeBuilder<BacktestRecord> builder)
    {
        builder.ToTable("backtests");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.By).HasMaxLength(256);
        builder.Property(r => r.Name).HasMaxLength(120);
        builder.Property(r => r.Markets).HasMaxLength(300);
        builder.Property(r => r.Timeframe).HasMaxLength(10);
        builder.Property(r => r.Strategy).HasMaxLength(100);
        builder.Property(r => r.Fault).HasMaxLength(2000);
        builder.Ignore(r => r.IsUnfinished);
        builder.HasIndex(r => r.MadeAt);
    }

    public void Configure(EntityTypeBuilder<BacktestReportRow> builder)
    {
        builder.ToTable("backtest_reports");
        builder.HasKey(r => r.BacktestId);
        builder.Property(r => r.BacktestId).ValueGeneratedNever();
        builder.HasOne<BacktestRecord>().WithOne().HasForeignKey<BacktestReportRow>(r => r.BacktestId).OnDelete(DeleteBehavior.Cascade);
    }
}
