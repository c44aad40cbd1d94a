import type { Point } from './candles';

/**
 * Thins points to at most `limit` (four or more), keeping the first, the last, and the lowest and highest of every
 * stretch between: a drawdown of a single minute stays visible however far one zooms out.
 */
export function downSample(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points;
  const first = points[0]!;
  const last = points[points.length - 1]!;
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const inner = points.length - 2;
  const kept: Point[] = [first];
  for (let i = 0; i < stretches; i++) {
    const from = 1 + Math.floor((i * inner) / stretches);
    const to = 1 + Math.floor(((i + 1) * inner) / stretches);
    if (from >= to) continue;
    let low = points[from]!;
    let high = low;
    for (let j = from + 1; j < to; j++) {
      const point = points[j]!;
      if (point.value < low.value) low = point;
      if (point.value > high.value) high = point;
    }
    if (low === high) kept.push(low);
    else kept.push(...(low.time < high.time ? [low, high] : [high, low]));
  }
  kept.push(last);
  return kept;
}
