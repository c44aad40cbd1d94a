using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CryptoDashboard.Components.Charts;

/// <summary>
/// A chart that lives in the browser. Its page may be left at any moment, while the chart is being made too: what is asked of it from then on
/// is not heard, which is no error.
/// </summary>
/// <param name="script">The module that makes it, with a function <c>create</c> that returns nothing where its place has gone.</param>
internal sealed class BrowserChart(IJSRuntime js, string script) : IAsyncDisposable
{
    private IJSObjectReference? _chart;
    private bool _isLeft;

    /// <summary>Whether it can be drawn on.</summary>
    public bool IsThere => _chart is not null;

    /// <summary>Makes it in its place.</summary>
    /// <exception cref="JSException">The script failed, and not because the page was left.</exception>
    public async Task Make(ElementReference place, params object?[] arguments)
    {
        try
        {
            await using var module = await js.InvokeAsync<IJSObjectReference>("import", script);
            _chart = await module.InvokeAsync<IJSObjectReference?>("create", [place, .. arguments]);
        }
        catch (Exception exception) when (IsOfLeaving(exception))
        {
            return;
        }
        if (_isLeft)
            await DisposeAsync();
    }

    /// <summary>Asks something of it, if it is there.</summary>
    /// <exception cref="JSException">The script failed, and not because the page was left.</exception>
    public async ValueTask Call(string method, params object?[] arguments)
    {
        if (_chart is null)
            return;
        try
        {
            await _chart.InvokeVoidAsync(method, arguments);
        }
        catch (Exception exception) when (IsOfLeaving(exception))
        {
            if (exception is not OperationCanceledException)
                _chart = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        if (_chart is not { } chart)
            return;
        _chart = null;
        try
        {
            await chart.InvokeVoidAsync("dispose");
            await chart.DisposeAsync();
        }
        catch (Exception exception) when (IsOfLeaving(exception))
        {
            // The browser has gone, and the chart with it.
        }
    }

    private bool IsOfLeaving(Exception exception) =>
        exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException || (exception is JSException && _isLeft);
}
