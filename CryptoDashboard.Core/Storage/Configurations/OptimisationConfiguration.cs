using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CryptoDashboard.Core.Storage.Configurations;

internal sealed class OptimisationConfiguration :
    IEntityTypeConfiguration<Optimisation>, IEntityTypeConfiguration<Trial>, IEntityTypeConfiguration<TrialReturns>, IEntityTypeConfiguration<OptimisationStepRow>,
    IEntityTypeConfiguration<TryNote>, IEntityTypeConfiguration<OverfitCheck>
{
    public void Configure(EntityTypeBuilder<Optimisation> builder)
    {
        builder.ToTable("optimisations");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.By).HasMaxLength(256);
        builder.Property(o => o.Name).HasMaxLength(120);
        builder.Property(o => o.Strategy).HasMaxLength(80);
        builder.Property(o => o.Fault).HasMaxLength(2_000);
        builder.Property(o => o.BestParameters).HasMaxLength(4_000);
        builder.Ignore(o => o.IsUnfinished);
        builder.HasIndex(o => o.Status);
    }

    public void Configure(EntityTypeBuilder<Trial> builder)
    {
        builder.ToTable("trials");
        builder.HasKey(t => new { t.OptimisationId, t.Number });
        builder.Property(t => t.Number).ValueGeneratedNever();
        builder.Property(t => t.Parameters).HasMaxLength(4_000);
        builder.Property(t => t.Lack).HasMaxLength(300);
        builder.ComplexProperty(t => t.Figures, figures =>
        {
            figures.Ignore(f => f.ReturnOverDrawdown);
            figures.Property(f => f.Trades).HasColumnName("trades");
            figures.Property(f => f.TotalReturn).HasColumnName("total_return");
            figures.Property(f => f.Sharpe).HasColumnName("sharpe");
            figures.Property(f => f.Sortino).HasColumnName("sortino");
            figures.Property(f => f.Calmar).HasColumnName("calmar");
            figures.Property(f => f.ProfitFactor).HasColumnName("profit_factor");
            figures.Property(f => f.Expectancy).HasColumnName("expectancy");
            figures.Property(f => f.Sqn).HasColumnName("sqn");
            figures.Property(f => f.MaxDrawdown).HasColumnName("max_drawdown");
        });
        builder.HasOne<Optimisation>().WithMany().HasForeignKey(t => t.OptimisationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TrialReturns> builder)
    {
        builder.ToTable("trial_returns");
        builder.HasKey(r => new { r.OptimisationId, r.Number });
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.HasOne<Optimisation>().WithMany().HasForeignKey(r => r.OptimisationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OptimisationStepRow> builder)
    {
        builder.ToTable("optimisation_steps");
        builder.HasKey(s => new { s.OptimisationId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.HasOne<Optimisation>().WithMany().HasForeignKey(s => s.OptimisationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TryNote> builder)
    {
        builder.ToTable("tries");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Strategy).HasMaxLength(80);
        builder.HasIndex(t => new { t.Strategy, t.Market, t.Timeframe });
        builder.HasIndex(t => t.OptimisationId);
    }

    public void Configure(EntityTypeBuilder<OverfitCheck> builder)
    {
        builder.ToTable("overfit_checks");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Strategy).HasMaxLength(80);
        builder.Property(c => c.Parameters).HasMaxLength(4_000);
        builder.Property(c => c.Sentence).HasMaxLength(1_000);
        builder.HasIndex(c => new { c.Strategy, c.Market, c.Timeframe, c.At });
    }
}
