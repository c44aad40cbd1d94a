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
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<SignalTrigger>();
        return services;
    }

    // Two seconds after the boundary: by then the exchange has said what the candle became.
    private static string Boundary(Timeframe timeframe) => timeframe.Minutes switch
    {
        < 60 => $"2 0/{timeframe.Minutes} * * * ?",
        < 1440 => $"2 0 0/{timeframe.Minutes / 60} * * ?",
        _ => "2 0 0 * * ?",
    };
}
