using Polly;
using Polly.Retry;

namespace CryptoDashboard.Core.Outside;

/// <summary>
/// Sends a request again after a transient fault: after growing pauses with jitter, and not before the source wants to be asked again.
/// A rejected or unauthorised request, and one whose outcome is unknown, is never repeated.
/// </summary>
public sealed class RetryPolicy
{
    private readonly ResiliencePipeline _pipeline;

    /// <param name="attempts">How often at most a request is sent, the first time included; 1 or more.</param>
    /// <param name="pause">Median pause before the second attempt; it doubles with each one after.</param>
    /// <param name="longest">No pause is longer. A source that asks for more gets its way by the fault being handed on at once.</param>
    /// <param name="chance">Numbers from 0 to 1 for the jitter.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one attempt.</exception>
    public RetryPolicy(int attempts, TimeSpan pause, TimeSpan longest, Func<double> chance, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = attempts - 1,
                Delay = pause,
                MaxDelay = longest,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = chance,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is OutsideFault { MayRetry: true } fault && !(fault.RetryAfter > longest)),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as OutsideFault)?.RetryAfter),
            });
        }
        _pipeline = builder.Build();
    }

    /// <exception cref="OutsideFault">The last attempt's fault.</exception>
    public async Task<T> Run<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancel) =>
        await _pipeline.ExecuteAsync(async token => await request(token), cancel);
}
