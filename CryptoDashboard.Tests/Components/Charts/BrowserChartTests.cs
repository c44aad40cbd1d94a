using CryptoDashboard.Components.Charts;
using Microsoft.JSInterop;

namespace CryptoDashboard.Tests.Components.Charts;

public sealed class BrowserChartTests : IAsyncDisposable
{
    private readonly Browser _browser = new();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task A_page_that_is_left_while_its_chart_is_being_made_gets_no_error()
    {
        var chart = new BrowserChart(_browser, "chart.js");
        var making = chart.Make(default);

        await chart.DisposeAsync();
        _browser.Create.SetException(new JSException("Cannot read properties of null"));
        await making;

        Assert.False(chart.IsThere);
    }

    [Fact]
    public async Task A_chart_that_comes_after_its_page_was_left_is_taken_away_again()
    {
        var chart = new BrowserChart(_browser, "chart.js");
        var making = chart.Make(default);

        await chart.DisposeAsync();
        _browser.Create.SetResult(_browser);
        await making;

        Assert.Contains("dispose", _browser.Asked);
    }

    [Fact]
    public async Task A_chart_whose_place_has_gone_hears_nothing()
    {
        var chart = new BrowserChart(_browser, "chart.js");
        _browser.Create.SetResult(null);
        await chart.Make(default);

        await chart.Call("setZone", "UTC");

        Assert.DoesNotContain("setZone", _browser.Asked);
    }

    [Fact]
    public async Task A_script_that_fails_while_its_page_is_open_is_told()
    {
        _browser.Create.SetException(new JSException("a fault of ours"));

        await Assert.ThrowsAsync<JSException>(() => new BrowserChart(_browser, "chart.js").Make(default));
    }

    /// <summary>Module and chart in one: what it is asked for is noted, and a chart comes when the test says so.</summary>
    private sealed class Browser : IJSRuntime, IJSObjectReference
    {
        public TaskCompletionSource<object?> Create { get; } = new();

        public List<string> Asked { get; } = [];

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Asked.Add(identifier);
            return identifier switch
            {
                "import" => (TValue)(object)this,
                "create" => (TValue)(await Create.Task)!,
                _ => default!,
            };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
