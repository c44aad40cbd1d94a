import type { UTCTimestamp } from 'lightweight-charts';

/** One candle; `time` is its open time in UTC seconds. */
export interface Candle {
  readonly time: UTCTimestamp;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface Point {
  readonly time: UTCTimestamp;
  readonly value: number;
}

/** Unpacks `[time, open, high, low, close, volume, …]`: one flat array crosses interop far quicker than objects. */
export function toCandles(rows: readonly number[]): Candle[] {
  requireMultiple(rows, 6);
  const candles: Candle[] = [];
  for (let i = 0; i < rows.length; i += 6) {
    candles.push({
      time: rows[i] as UTCTimestamp,
      open: rows[i + 1]!, high: rows[i + 2]!, low: rows[i + 3]!, close: rows[i + 4]!,
      volume: rows[i + 5]!,
    });
  }
  return candles;
}

/** Unpacks `[time, value, …]`. A value that is not a number is a gap in the line (warm-up), and left out. */
export function toPoints(rows: readonly (number | null)[]): Point[] {
  requireMultiple(rows, 2);
  const points: Point[] = [];
  for (let i = 0; i < rows.length; i += 2) {
    const value = rows[i + 1];
    if (typeof value === 'number' && Number.isFinite(value)) points.push({ time: rows[i] as UTCTimestamp, value });
  }
  return points;
}

/** Index of the last candle opened at or before a time; -1 when all are later. */
export function indexAt(candles: readonly Candle[], time: number): number {
  let low = 0;
  let high = candles.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (candles[middle]!.time <= time) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

function requireMultiple(rows: readonly unknown[], width: number): void {
  if (rows.length % width !== 0) throw new RangeError(`Expected rows of ${width} numbers, got ${rows.length} numbers.`);
}
