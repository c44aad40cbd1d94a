using System.Text;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>What one text of candles holds: the good rows in order, the bad ones with their lines, and how many rows were there twice.</summary>
internal sealed class CandleCsv
{
    private const int MaxRows = 50_000_000;
    private const int MaxLine = 64 * 1024;
    private const int ShownText = 120;

    // Grown by hand: a file in order, which they nearly all are, is then never held twice.
    private Candle[] _rows = new Candle[1024];
    private int[] _lines = new int[1024];
    private int _count;
    private readonly List<BadRow> _bad = [];
    private readonly string _name;
    private readonly Timeframe _timeframe;
    private readonly long _nowMs;
    private readonly int _maxBad;
    private bool _isAscending = true;
    private long _line;

    private CandleCsv(string name, Timeframe timeframe, long nowMs, int maxBad) => (_name, _timeframe, _nowMs, _maxBad) = (name, timeframe, nowMs, maxBad);

    /// <summary>Good rows, ascending, each open time once.</summary>
    public ReadOnlyMemory<Candle> Candles { get; private set; }

    /// <summary>The first bad rows, at most as many as were asked for.</summary>
    public IReadOnlyList<BadRow> Bad => _bad;

    public long BadCount { get; private set; }

    /// <summary>Rows that repeat an earlier one to the letter.</summary>
    public long Duplicates { get; private set; }

    public long Rows { get; private set; }

    /// <param name="progress">Told now and then how many rows were read.</param>
    /// <exception cref="InvalidDataException">The packing is damaged, or the file has more rows than any real one.</exception>
    public static CandleCsv Read(string name, Stream text, Timeframe timeframe, long nowMs, int maxBad, Action<long> progress, CancellationToken cancel)
    {
        var csv = new CandleCsv(name, timeframe, nowMs, maxBad);
        csv.ReadLines(text, progress, cancel);
        csv.Order();
        return csv;
    }

    private void ReadLines(Stream text, Action<long> progress, CancellationToken cancel)
    {
        var buffer = new byte[1 << 18];
        var held = 0;
        while (true)
        {
            var read = text.Read(buffer, held, buffer.Length - held);
            var filled = held + read;
            var rest = buffer.AsSpan(0, filled);
            if (_line == 0 && rest.StartsWith("\uFEFF"u8))
                rest = rest[3..];
            int end;
            while ((end = rest.IndexOf((byte)'\n')) >= 0)
            {
                TakeLine(rest[..end]);
                rest = rest[(end + 1)..];
            }
            if (read == 0)
            {
                TakeLine(rest);
                progress(Rows);
                return;
            }
            if (rest.Length > MaxLine)
                throw new InvalidDataException($"{_name}, line {_line + 1}: a line longer than {MaxLine:#,0} characters: this is not a candle file.");
            rest.CopyTo(buffer);
            held = rest.Length;
            progress(Rows);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        _line++;
        line = line.TrimEnd("\r "u8);
        if (line.IsEmpty || (Rows == 0 && _line == 1 && CandleRow.IsHeading(line)))
            return;
        if (++Rows > MaxRows)
            throw new InvalidDataException($"{_name} has more than {MaxRows:#,0} rows; split it.");
        if (CandleRow.Read(line, _timeframe, _nowMs, out var candle) is { } fault)
        {
            Report(_line, fault, Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownText)]));
            return;
        }
        if (_count > 0 && candle.OpenMs <= _rows[_count - 1].OpenMs)
            _isAscending = false;
        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
            Array.Resize(ref _lines, _count * 2);
        }
        (_rows[_count], _lines[_count]) = (candle, (int)Math.Min(_line, int.MaxValue));
        _count++;
    }

    private void Order()
    {
        if (_isAscending)
        {
            Candles = _rows.AsMemory(0, _count);
            _lines = [];
            return;
        }
        var order = new int[_count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => (_rows[a].OpenMs, _lines[a]).CompareTo((_rows[b].OpenMs, _lines[b])));
        var candles = new Candle[_count];
        var count = 0;
        var firstLine = 0;
        foreach (var row in order)
        {
            var candle = _rows[row];
            if (count == 0 || candles[count - 1].OpenMs != candle.OpenMs)
            {
                candles[count++] = candle;
                firstLine = _lines[row];
            }
            else if (candles[count - 1] == candle)
            {
                Duplicates++;
            }
            else
            {
                Report(_lines[row], $"it contradicts line {firstLine}, which has the same open time and other values", candle.OpenTime.ToString("yyyy-MM-dd HH:mm"));
            }
        }
        Candles = candles.AsMemory(0, count);
        (_rows, _lines) = ([], []);
    }

    private void Report(long line, string reason, string text)
    {
        BadCount++;
        if (_bad.Count < _maxBad)
            _bad.Add(new BadRow(_name, line, reason, text));
    }
}
