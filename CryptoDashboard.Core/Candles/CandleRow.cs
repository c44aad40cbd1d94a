using System.Buffers.Text;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Reads one row of a candle file in Binance's column order: open time, open, high, low, close, volume, and whatever follows. Times are
/// Unix milliseconds or microseconds (Binance's archive changed to those in 2025), told apart by their size.
/// </summary>
internal static class CandleRow
{
    private const int Needed = 6;
    private const long FirstMilliseconds = 100_000_000_000; // as seconds this would be the year 5138, as milliseconds it is 1973
    private const long FirstMicroseconds = 100_000_000_000_000; // as milliseconds this would be the year 5138

    /// <summary>Null when the row is a candle; otherwise what is wrong with it.</summary>
    public static string? Read(ReadOnlySpan<byte> row, Timeframe timeframe, long nowMs, out Candle candle)
    {
        candle = default;
        var rest = row;
        if (!Field(ref rest, out var time) || !Utf8Parser.TryParse(time, out long openMs, out var used) || used != time.Length)
            return "the open time is not a whole number: write milliseconds since 1970, UTC";
        Span<double> numbers = stackalloc double[Needed - 1];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!Field(ref rest, out var field))
                return $"it has {i + 1} columns; at least {Needed} are needed: open time, open, high, low, close, volume";
            if (!Utf8Parser.TryParse(field, out numbers[i], out used) || used != field.Length)
                return $"column {i + 2} is not a number";
        }
        if (openMs >= FirstMicroseconds)
            openMs /= 1000;
        if (openMs <= 0)
            return "the open time is before 1970";
        if (openMs < FirstMilliseconds && openMs * 1000 >= FirstMilliseconds && openMs * 1000 <= nowMs)
            return "the open time looks like seconds: write milliseconds since 1970, three digits more";
        if (openMs > nowMs)
            return "the open time is in the future";
        if (openMs % timeframe.Milliseconds != 0)
            return $"the open time does not fall on a {timeframe} boundary: is it another timeframe?";
        candle = new Candle(openMs, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        return candle.Fault();
    }

    /// <summary>Whether a first line is a heading rather than a row: it does not begin with a digit.</summary>
    public static bool IsHeading(ReadOnlySpan<byte> row)
    {
        row = row.TrimStart(" \""u8);
        return !row.IsEmpty && row[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-');
    }

    private static bool Field(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        if (rest.IsEmpty)
        {
            field = default;
            return false;
        }
        var comma = rest.IndexOf((byte)',');
        field = comma < 0 ? rest : rest[..comma];
        rest = comma < 0 ? default : rest[(comma + 1)..];
        field = field.Trim(" \""u8);
        return true;
    }
}
