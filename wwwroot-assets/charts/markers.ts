import type { SeriesMarker, Time } from 'lightweight-charts';
import { indexAt, type Candle } from './candles';
import type { Palette } from './palette';

export type MarkerSide = 'buy' | 'sell' | 'exit' | 'stop' | 'note';

/** What a bot did, as the page knows it. `time` is any moment in UTC seconds; the mark sits on the candle that holds it. */
export interface ChartMarker {
  readonly time: number;
  readonly side: MarkerSide;
  readonly text?: string;
  readonly price?: number;
}

export function toSeriesMarkers(markers: readonly ChartMarker[], candles: readonly Candle[], palette: Palette): SeriesMarker<Time>[] {
  const placed: SeriesMarker<Time>[] = [];
  for (const marker of markers) {
    const candle = candles[indexAt(candles, marker.time)];
    if (!candle) continue; // older than what is loaded: it appears when its candles do
    placed.push({ time: candle.time, ...look(marker.side, palette), ...(marker.text ? { text: marker.text } : {}) });
  }
  return placed.sort((a, b) => (a.time as number) - (b.time as number));
}

/** The marks of one candle as a sentence for the legend. */
export function describeMarkers(markers: readonly ChartMarker[], candles: readonly Candle[], at: Candle | undefined, price: (value: number) => string): string {
  if (!at) return '';
  return markers
    .filter((marker) => candles[indexAt(candles, marker.time)] === at)
    .map((marker) => [marker.side.toUpperCase(), marker.price === undefined ? '' : price(marker.price), marker.text ?? ''].filter(Boolean).join(' '))
    .join(' · ');
}

function look(side: MarkerSide, palette: Palette): Pick<SeriesMarker<Time>, 'position' | 'shape' | 'color' | 'size'> & { position: 'aboveBar' | 'belowBar' } {
  switch (side) {
    case 'buy': return { position: 'belowBar', shape: 'arrowUp', color: palette.up, size: 1 };
    case 'sell': return { position: 'aboveBar', shape: 'arrowDown', color: palette.down, size: 1 };
    case 'exit': return { position: 'aboveBar', shape: 'square', color: palette['series-3'], size: 0.8 };
    case 'stop': return { position: 'aboveBar', shape: 'square', color: palette.warn, size: 0.8 };
    case 'note': return { position: 'aboveBar', shape: 'circle', color: palette['text-2'], size: 0.6 };
  }
}
