const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

// Zones change their offset on a quarter of an hour only, and Intl is too slow to ask for every candle.
const step = 900;

/** Seconds to add to a UTC time to read the wall clock of a zone at that moment. */
export function offsetSeconds(zone: string, time: number): number {
  if (zone === 'UTC') return 0;
  const slot = Math.floor(time / step);
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  let offset = known.get(slot);
  if (offset === undefined) {
    offset = measure(zone, slot * step);
    known.set(slot, offset);
  }
  return offset;
}

/** A date whose UTC fields read like the zone's wall clock. */
export function wallClock(zone: string, time: number): Date {
  return new Date((time + offsetSeconds(zone, time)) * 1000);
}

/** `20 Nov 2026 14:05`, with seconds only when there are any. */
export function fullTime(zone: string, time: number): string {
  const d = wallClock(zone, time);
  const seconds = d.getUTCSeconds() ? `:${two(d.getUTCSeconds())}` : '';
  return `${d.getUTCDate()} ${month(d)} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}${seconds}`;
}

export function month(date: Date): string {
  return ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][date.getUTCMonth()] ?? '';
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The zone if the browser knows it, else UTC: an unknown name must not break a chart. */
export function knownZone(zone: string): string {
  try {
    format(zone);
    return zone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

function measure(zone: string, time: number): number {
  const parts: Record<string, number> = {};
  for (const part of format(zone).formatToParts(time * 1000)) parts[part.type] = Number(part.value);
  const { year = 1970, month: m = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, m - 1, day, hour, minute, second) / 1000 - time;
}

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    formats.set(zone, (found = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...digits })));
  }
  return found;
}
