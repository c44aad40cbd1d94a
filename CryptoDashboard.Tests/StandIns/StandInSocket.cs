using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace CryptoDashboard.Tests.StandIns;

/// <summary>One client's WebSocket at a stand-in.</summary>
public sealed class StandInSocket(WebSocket socket, string path, Faults faults) : IDisposable
{
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _aborted = new();

    /// <summary>The path it was opened at.</summary>
    public string Path => path;

    /// <summary>The names of what it has subscribed to, in the exchange's own words.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it has shown the keys of an account.</summary>
    public bool IsSignedIn { get; set; }

    public bool Wants(string topic)
    {
        lock (Topics)
            return Topics.Contains(topic);
    }

    public void Send(object message) => Send(JsonSerializer.SerializeToUtf8Bytes(message, StandIn.Json));

    public void Send(byte[] message)
    {
        foreach (var shaped in faults.Shape(message))
            _outgoing.Writer.TryWrite(shaped);
    }

    public void Abort()
    {
        try
        {
            _aborted.Cancel();
            socket.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this very moment.
        }
    }

    public void Dispose() => _aborted.Dispose();

    /// <summary>Speaks with the client until either side ends it.</summary>
    internal async Task Run(Action<StandInSocket, string> receive, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _aborted.Token);
        var sending = SendAll(either.Token);
        try
        {
            var buffer = new byte[64 * 1024];
            var text = new StringBuilder();
            while (await socket.ReceiveAsync(buffer.AsMemory(), either.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                receive(this, text.ToString());
                text.Clear();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The client left without a word, or was made to.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await sending;
        }
    }

    private async Task SendAll(CancellationToken cancel)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancel))
                await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Nobody is there to hear the rest.
        }
    }
}
