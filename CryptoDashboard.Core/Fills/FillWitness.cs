using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Fills;

/// <summary>
/// Notes what the sending of real orders saw. Only what sends to real exchanges asks it, so that played fills, which are made from what was
/// learnt, can never teach. It holds nothing up: notes are written later, and some lost in a crash are a few samples less.
/// </summary>
public sealed class FillWitness(MarketHub hub, IFillStore store, TimeProvider time)
{
    private const int MostWaiting = 10_000;

    /// <summary>A price older than this is not the one that an order met.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<SendNote> _waiting = new();

    /// <summary>An order is about to be sent.</summary>
    public Sending Begin(Order order)
    {
        var now = time.GetUtcNow();
        var top = hub.TryGet(order.Market, out var market) ? TopOfBook.Of(market, now, Fresh) : null;
        return new Sending(order.Id, now, time.GetTimestamp(), order.Side == Side.Buy ? top?.Ask : top?.Bid);
    }

    /// <summary>The exchange said that it has it.</summary>
    public void Answered(Sending sending)
    {
        _waiting.Enqueue(new SendNote { OrderId = sending.OrderId, SentAt = sending.At, LatencyMs = time.GetElapsedTime(sending.Stamp).TotalMilliseconds, Best = sending.Best });
        if (_waiting.Count > MostWaiting)
            _waiting.TryDequeue(out _);
    }

    /// <summary>Writes the notes; they are kept here while the database is away.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        var notes = new List<SendNote>();
        while (_waiting.TryDequeue(out var note))
            notes.Add(note);
        if (notes.Count == 0)
            return;
        try
        {
            await store.AddNotes(notes, cancel);
        }
        catch
        {
            foreach (var note in notes)
                _waiting.Enqueue(note);
            throw;
        }
    }

    /// <summary>An order on its way.</summary>
    public readonly record struct Sending(string OrderId, DateTimeOffset At, long Stamp, decimal? Best);
}
