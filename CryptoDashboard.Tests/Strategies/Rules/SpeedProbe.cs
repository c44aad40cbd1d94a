using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Tests.Strategies.Rules;

public sealed class SpeedProbe
{
    [Fact]
    public void Probe()
    {
        var candles = Builders.Candles.Simulated(20_000).ToArray();
        double Time(Func<IStrategy> make)
        {
            var best = double.MaxValue;
            for (var round = 0; round < 12; round++)
            {
                var strategy = make();
                var at = System.Diagnostics.Stopwatch.GetTimestamp();
                for (var again = 0; again < 20; again++)
                    foreach (ref readonly var candle in candles.AsSpan())
                        strategy.Next(candle);
                best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(at).TotalNanoseconds / (20 * candles.Length));
            }
            return best;
        }
        var byHand = Time(() => new RsiCross(14, 30, 70));
        var rules = RuleTemplates.All.Select(t => Time(() => RuleStrategy.Of(t.Document))).ToList();
        Assert.Fail($"by hand {byHand:0.0} ns; rules {string.Join(", ", rules.Select(r => r.ToString("0.0")))}");
    }
}
