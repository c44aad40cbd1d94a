using Polly;
using Polly.CircuitBreaker;

namespace CryptoDashboard.Core.Outside;

/// <summary>
/// Leaves a failing source alone for a while. Counts transient faults only: a request that was wrong says nothing about the source.
/// </summary>
public sealed class OutsideBreaker
{
    private readonly ResiliencePipeline _pipeline;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly string _source;
    private readonly TimeSpan _rest;

    /// <param name="source">Who is asked; named in the fault.</param>
    /// <param name="failures">How many of the requests within <paramref name="window"/> must come before the share of failures counts; 2 or more.</param>
    /// <param name="window">The time over which half of the requests must have failed.</param>
    /// <param name="rest">How long the source is left alone before one request tries again.</param>
    public OutsideBreaker(string source, int failures, TimeSpan window, TimeSpan rest, TimeProvider time)
    {
        (_source, _rest) = (source, rest);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = failures,
                SamplingDuration = window,
                BreakDuration = rest,
                StateProvider = _state,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is OutsideFault { Kind: OutsideFaultKind.Transient }),
            })
            .Build();
    }

    /// <summary>Whether the source is being left alone.</summary>
    public bool IsOpen => _state.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <exception cref="OutsideFault">The request's own fault, or a transient one while the source is left alone.</exception>
    public async Task<T> Run<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancel)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await request(token), cancel);
        }
        catch (BrokenCircuitException exception)
        {
            var wait = exception.RetryAfter ?? _rest;
            throw new OutsideFault(
                OutsideFaultKind.Transient, _source, "LeftAlone", $"{_source} failed repeatedly and is left alone for {Math.Ceiling(wait.TotalSeconds)} s.", exception)
            {
                RetryAfter = wait,
            };
        }
    }
}
