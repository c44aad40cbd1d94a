using CryptoDashboard.Core.Outside;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.Outside;

public sealed class FaultTallyTests : ILogger
{
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public void However_much_comes_wrong_the_log_hears_of_it_once_a_minute()
    {
        var tally = new FaultTally("binance", _time, this);
        for (var i = 0; i < 1_000; i++)
            tally.Add("the price is 0");
        Assert.Single(_said);
        _time.Advance(TimeSpan.FromMinutes(1));
        tally.Add("the price is -1");
        Assert.Equal(2, _said.Count);
        Assert.Contains("1000 times", _said[1], StringComparison.Ordinal);
        Assert.Equal((1_001, "the price is -1"), (tally.Count, tally.Last));
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _said.Add(formatter(state, exception));
}
