using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// One living Node process and its three pipes. Each output pipe is drained by a thread of its own, whatever the rest of the program does:
/// a full pipe would stall the bridge and with it the answers to the exchanges' pings.
/// </summary>
internal sealed class BridgeChild : IDisposable
{
    private const int MostWaitingLines = 20_000;
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly Channel<ReadOnlyMemory<byte>> _requests = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        // Full means that the bridge reads nothing any more: the caller is told instead of kept waiting.
        new BoundedChannelOptions(MostWaitingLines) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _writing;
    private string? _lastWords;

    private BridgeChild(Process process, LineHandler handle, ILogger logger)
    {
        (_process, _logger) = (process, logger);
        new Thread(() => Drain(handle)) { IsBackground = true, Name = "bridge frames" }.Start();
        new Thread(DrainErrors) { IsBackground = true, Name = "bridge messages" }.Start();
        _writing = Write();
    }

    /// <summary>A line without its end; valid during the call only.</summary>
    internal delegate void LineHandler(ReadOnlySpan<byte> line);

    public int ProcessId => _process.Id;

    /// <summary>Completes when the output pipe ends, which is when the process does.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The last line that the process wrote to its error output.</summary>
    public string? LastWords => Volatile.Read(ref _lastWords);

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static BridgeChild Start(string node, string folder, LineHandler handle, ILogger logger)
    {
        var start = new ProcessStartInfo(node)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("bridge.mjs");
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{node} could not be started.");
        return new BridgeChild(process, handle, logger);
    }

    /// <returns>Whether the request was taken; no when the process ended or does not read.</returns>
    public bool TrySend(ReadOnlyMemory<byte> line) => _requests.Writer.TryWrite(line);

    /// <summary>Closes its input, on which it ends by itself; kills it when it does not.</summary>
    public async Task Stop(TimeSpan patience)
    {
        _requests.Writer.TryComplete();
        try
        {
            await Ended.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            Kill();
            await Ended;
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            _logger.LogDebug("The bridge had ended before it could be killed.");
        }
    }

    public void Dispose()
    {
        _requests.Writer.TryComplete();
        _process.Dispose();
    }

    private async Task Write()
    {
        var pipe = _process.StandardInput.BaseStream;
        try
        {
            await foreach (var line in _requests.Reader.ReadAllAsync())
            {
                await pipe.WriteAsync(line);
                await pipe.WriteAsync(LineEnd);
                if (!_requests.Reader.TryPeek(out _))
                    await pipe.FlushAsync();
            }
            await pipe.DisposeAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone: what was asked of it fails when its output ends.
            _requests.Writer.TryComplete();
        }
    }

    private void Drain(LineHandler handle)
    {
        try
        {
            var pipe = _process.StandardOutput.BaseStream;
            var buffer = new byte[64 * 1024];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                var read = pipe.Read(buffer, filled, buffer.Length - filled);
                if (read == 0)
                    break;
                filled = HandLines(buffer, filled, filled + read, handle);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            _logger.LogDebug("The bridge's output broke off: {Reason}", exception.Message);
        }
        finally
        {
            _requests.Writer.TryComplete();
            _ended.TrySetResult();
        }
    }

    /// <returns>How many bytes of an unfinished line remain, moved to the front.</returns>
    private static int HandLines(byte[] buffer, int searched, int filled, LineHandler handle)
    {
        var start = 0;
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched);
            if (end < 0)
                break;
            if (end > start)
                handle(buffer.AsSpan(start, end - start));
            start = searched = end + 1;
        }
        if (start > 0)
            Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
        return filled - start;
    }

    private void DrainErrors()
    {
        try
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                if (line.Length == 0)
                    continue;
                Volatile.Write(ref _lastWords, line.Length > 300 ? line[..300] : line);
                _logger.LogDebug("bridge: {Line}", line);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            _logger.LogDebug("The bridge's messages broke off: {Reason}", exception.Message);
        }
    }
}
