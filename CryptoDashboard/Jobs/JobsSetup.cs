using CryptoDashboard.Core.Time;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Registers Quartz and every job with its schedule.</summary>
internal static class JobsSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var timeframe in Timeframe.All)
            {
                quartz.AddJob<SignalJob>(job => job
                    .WithIdentity(SignalJob.KeyOf(timeframe))
                    .UsingJobData(SignalJob.TimeframeKey, timeframe.ToString())
                    .StoreDurably());
                quartz.AddTrigger(trigger => trigger
                    .ForJob(SignalJob.KeyOf(timeframe))
                    .WithIdentity($"boundary-{timeframe}", "signals")
                    .WithCronSchedule(Boundary(timeframe), cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            }
            quartz.AddJob<ArchiveJob>(job => job.WithIdentity(ArchiveJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger
                .ForJob(ArchiveJob.Key)
                .WithIdentity("hourly", "feeds")
                .StartAt(DateTimeOffset.UtcNow.AddMinutes(1))
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
            quartz.AddJob<BooksJob>(job => job.WithIdentity(BooksJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(BooksJob.Key).WithIdentity("hourly", "accounts").StartAt(DateTimeOffset.UtcNow.AddMinutes(2))
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
            quartz.AddJob<CandleRetentionJob>(job => job.WithIdentity(CandleRetentionJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(CandleRetentionJob.Key).WithIdentity("daily", "candles")
                .WithCronSchedule("0 30 3 * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc)));
            quartz.AddJob<ParityJob>(job => job.WithIdentity(ParityJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(ParityJob.Key).WithIdentity("nightly", "parity").WithCronSchedule("0 20 1 * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc)));
            quartz.AddJob<FillRecordJob>(job => job.WithIdentity(FillRecordJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(FillRecordJob.Key).WithIdentity("each-minute", "fills")
                .WithCronSchedule("40 * * * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            quartz.AddJob<FillLearningJob>(job => job.WithIdentity(FillLearningJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(FillLearningJob.Key).WithIdentity("hourly", "fills").StartAt(DateTimeOffset.UtcNow.AddMinutes(5))
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
            // After the candles of the boundary have closed and were handled.
            quartz.AddJob<FleetJob>(job => job.WithIdentity(FleetJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(FleetJob.Key).WithIdentity("each-minute", "fleets")
                .WithCronSchedule("15 * * * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            AddListing(quartz);
            AddContext(quartz);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<SignalTrigger>();
        return services;
    }

    /// <summary>The top 50 every five minutes, the top 200 hourly in place of them, old prices once a day.</summary>
    private static void AddListing(IQuartzBuilder quartz)
    {
        quartz.AddJob<ListingJob>(job => job.WithIdentity(ListingJob.Key).StoreDurably());
        quartz.AddJob<ListingCleanUpJob>(job => job.WithIdentity(ListingCleanUpJob.Key).StoreDurably());
        foreach (var (name, count, cron) in ((string, int, string)[])[("top-50", 50, "20 5/5 * * * ?"), ("top-200", 200, "20 0 * * * ?")])
        {
            quartz.AddTrigger(trigger => trigger.ForJob(ListingJob.Key).WithIdentity(name, "listing").UsingJobData(ListingJob.CountKey, count)
                .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
        }
        quartz.AddTrigger(trigger => trigger.ForJob(ListingJob.Key).WithIdentity("at-start", "listing").UsingJobData(ListingJob.CountKey, 200).StartAt(DateTimeOffset.UtcNow.AddSeconds(5)));
        quartz.AddTrigger(trigger => trigger.ForJob(ListingCleanUpJob.Key).WithIdentity("daily", "listing")
            .WithCronSchedule("0 10 3 * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc)));
    }

    private static void AddContext(IQuartzBuilder quartz)
    {
        quartz.AddJob<MoodJob>(job => job.WithIdentity(MoodJob.Key).StoreDurably());
        quartz.AddJob<NewsJob>(job => job.WithIdentity(NewsJob.Key).StoreDurably());
        foreach (var (job, name, every, first) in ((JobKey, string, int, int)[])[(MoodJob.Key, "mood", 10, 8), (NewsJob.Key, "news", 5, 6)])
        {
            quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity(name, "context").StartAt(DateTimeOffset.UtcNow.AddSeconds(first))
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromMinutes(every)).RepeatForever()));
        }
    }

    // Two seconds after the boundary: by then the exchange has said what the candle became.
    private static string Boundary(Timeframe timeframe) => timeframe.Minutes switch
    {
        < 60 => $"2 0/{timeframe.Minutes} * * * ?",
        < 1440 => $"2 0 0/{timeframe.Minutes / 60} * * ?",
        _ => "2 0 0 * * ?",
    };
}
