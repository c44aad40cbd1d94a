import type { IPriceLine } from 'lightweight-charts';

/** A horizontal level: the entry of a position, its stop, its target. */
export interface PriceLevel {
  /** Names it to the page; one that can be moved needs one. */
  readonly id?: string;
  readonly price: number;
  readonly kind: 'entry' | 'stop' | 'target';
  readonly text?: string;
  readonly isMovable?: boolean;
}

export interface PlacedLevel {
  readonly level: PriceLevel;
  readonly line: IPriceLine;
}

/** The movable level nearest to a height, within reach of a finger or a mouse; coordinates are pixels, null where a price is off the picture. */
export function levelAt<T extends { readonly level: PriceLevel }>(levels: readonly T[], y: number, reach: number, coordinate: (price: number) => number | null): T | undefined {
  let [nearest, distance]: [T | undefined, number] = [undefined, reach];
  for (const placed of levels) {
    const at = placed.level.isMovable ? coordinate(placed.level.price) : null;
    if (at === null || Math.abs(at - y) > distance) continue;
    [nearest, distance] = [placed, Math.abs(at - y)];
  }
  return nearest;
}

/** The range that shows the candles and those levels that lie near: none is worth making the candles smaller than a fifth. */
export function withLevels(range: { minValue: number; maxValue: number }, levels: readonly PriceLevel[]): { minValue: number; maxValue: number } {
  const reach = 2 * (range.maxValue - range.minValue);
  const near = levels.map((level) => level.price).filter((price) => price > range.minValue - reach && price < range.maxValue + reach);
  return { minValue: Math.min(range.minValue, ...near), maxValue: Math.max(range.maxValue, ...near) };
}
