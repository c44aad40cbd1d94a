import { defaultHorzScaleBehavior, TickMarkType, type Time, type TimeScalePoint, type UTCTimestamp } from 'lightweight-charts';
import { month, offsetSeconds, two, wallClock } from './wallClock';

type Weight = TimeScalePoint['timeWeight'];
type MutablePoint = { -readonly [K in keyof TimeScalePoint]: TimeScalePoint[K] };

// The library's own weights (its TickMarkWeight is not exported): the more a moment stands out, the sooner it gets a label.
const dividers: readonly (readonly [seconds: number, weight: number])[] = [
  [43_200, 33], [21_600, 32], [10_800, 31], [3_600, 30], [1_800, 22], [300, 21], [60, 20], [1, 10],
];

/**
 * The library's time scale with day and hour boundaries in a chosen zone instead of UTC.
 * The usual advice, shifting the times themselves, doubles an hour each autumn and lies to every caller.
 */
export class ZonedScale extends defaultHorzScaleBehavior() {
  zone = 'UTC';

  override fillWeightsForPoints(points: readonly MutablePoint[], startIndex: number): void {
    for (let i = startIndex; i < points.length; i++) {
      const point = points[i]!;
      const previous = points[i - 1];
      const time = point.originalTime as number;
      const before = previous ? (previous.originalTime as number) : 2 * time - ((points[1]?.originalTime as number | undefined) ?? time);
      point.timeWeight = this.#weight(time, before) as Weight;
    }
  }

  tickLabel(time: Time, type: TickMarkType): string {
    const date = wallClock(this.zone, time as UTCTimestamp);
    switch (type) {
      case TickMarkType.Year: return String(date.getUTCFullYear());
      case TickMarkType.Month: return month(date);
      case TickMarkType.DayOfMonth: return `${date.getUTCDate()} ${month(date)}`;
      case TickMarkType.TimeWithSeconds: return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
      default: return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    }
  }

  #weight(time: number, before: number): number {
    const a = wallClock(this.zone, before);
    const b = wallClock(this.zone, time);
    if (a.getUTCFullYear() !== b.getUTCFullYear()) return 70;
    if (a.getUTCMonth() !== b.getUTCMonth()) return 60;
    if (a.getUTCDate() !== b.getUTCDate()) return 50;
    const left = before + offsetSeconds(this.zone, before);
    const right = time + offsetSeconds(this.zone, time);
    return dividers.find(([span]) => Math.floor(left / span) !== Math.floor(right / span))?.[1] ?? 0;
  }
}
