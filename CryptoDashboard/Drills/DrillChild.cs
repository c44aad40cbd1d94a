using System.Collections.Concurrent;
using System.Diagnostics;
using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Drills;

namespace CryptoDashboard.Drills;

/// <summary>One life of the process that is drilled, and the line to it.</summary>
internal sealed class DrillChild : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<CommandDone>> _waiting = new();
    private readonly Lock _writing = new();
    private readonly Task _reading;
    private string? _lastWords;
    private volatile bool _isKilled;
    private long _number;

    private DrillChild(Process process, Func<ExchangeCall, DrillChild, Task> answer)
    {
        _process = process;
        _process.ErrorDataReceived += (_, said) => _lastWords = said.Data is { Length: > 0 } line ? line : _lastWords;
        _process.BeginErrorReadLine();
        _reading = Task.Run(() => Read(answer), CancellationToken.None);
    }

    /// <summary>What it wrote last to its error output.</summary>
    public string? LastWords => Volatile.Read(ref _lastWords);

    /// <param name="answer">What the exchange does when it is asked; one call at a time, in order.</param>
    public static DrillChild Start(DrillPlan plan, Func<ExchangeCall, DrillChild, Task> answer)
    {
        var child = new DrillChild(Process.Start(OwnProgram.With("drill-desk")) ?? throw new InvalidOperationException("The program could not be started a second time."), answer);
        child.Send(new DrillFrame { Plan = plan });
        return child;
    }

    /// <summary>Has something done; returns when it is.</summary>
    /// <exception cref="DeskGoneException">The process ended before it was done.</exception>
    /// <exception cref="InvalidOperationException">It could not be done; the message says why.</exception>
    public async Task Do(Func<long, DeskCommand> command, CancellationToken cancel)
    {
        var number = Interlocked.Increment(ref _number);
        var done = _waiting[number] = new TaskCompletionSource<CommandDone>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new DrillFrame { Do = command(number) });
        if (_reading.IsCompleted)
            done.TrySetException(new DeskGoneException());
        if ((await done.Task.WaitAsync(cancel)).Fault is { } fault)
            throw new InvalidOperationException(fault);
    }

    public void Send(DrillFrame frame)
    {
        lock (_writing)
        {
            try
            {
                _process.StandardInput.WriteLine(DrillJson.Write(frame));
                _process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It was killed: whoever waits for it learns that when its output ends.
                return;
            }
        }
    }

    /// <summary>Ends it without warning: SIGKILL, or what this system has for it.</summary>
    public void Kill()
    {
        _isKilled = true;
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was faster.
            return;
        }
    }

    /// <summary>Whether it still runs; no when it ended or was killed just now.</summary>
    public async Task<bool> IsAlive()
    {
        // Killed a moment ago, it may still be counted among the living.
        if (_isKilled)
            await _process.WaitForExitAsync();
        return !_process.HasExited;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _reading;
        _process.Dispose();
    }

    private async Task Read(Func<ExchangeCall, DrillChild, Task> answer)
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                // What a kill left of a line is no line.
                if (line.Length == 0 || line[0] != '{' || line[^1] != '}')
                    continue;
                var frame = DrillJson.Read(line);
                if (frame.Done is { } done && _waiting.TryRemove(done.Number, out var waiting))
                    waiting.TrySetResult(done);
                else if (frame.Ask is { } call)
                    await answer(call, this);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }
        Fail(new DeskGoneException());
    }

    private void Fail(Exception exception)
    {
        foreach (var number in _waiting.Keys)
        {
            if (_waiting.TryRemove(number, out var waiting))
                waiting.TrySetException(exception);
        }
    }
}

/// <summary>The drilled process ended in the middle of something.</summary>
internal sealed class DeskGoneException() : Exception("The drilled process ended.");
