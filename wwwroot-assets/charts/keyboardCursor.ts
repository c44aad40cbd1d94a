import type { IChartApiBase, ISeriesApi, Time } from 'lightweight-charts';
import { indexAt, type Candle } from './candles';

/** Arrow keys walk from candle to candle, + and − zoom, End returns to now, Escape lets the cursor go. */
export function moveByKeyboard(
  element: HTMLElement, chart: IChartApiBase<Time>, series: ISeriesApi<'Candlestick', Time>,
  candles: () => readonly Candle[], hovered: () => Candle | undefined, select: (candle: Candle | undefined) => void,
): () => void {
  element.tabIndex = 0;

  const walk = (by: number): void => {
    const all = candles();
    const current = hovered();
    const index = current ? indexAt(all, current.time) + by : all.length - 1;
    const next = all[Math.min(Math.max(index, 0), all.length - 1)];
    if (!next) return;
    const range = chart.timeScale().getVisibleLogicalRange();
    if (range && (index < range.from + 1 || index > range.to - 1)) {
      chart.timeScale().setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    }
    chart.setCrosshairPosition(next.close, next.time, series);
    select(next); // a position set from outside fires no cross-hair event
  };

  const zoom = (factor: number): void => {
    const range = chart.timeScale().getVisibleLogicalRange();
    if (range) chart.timeScale().setVisibleLogicalRange({ from: range.to - (range.to - range.from) * factor, to: range.to });
  };

  const keys: Record<string, () => void> = {
    ArrowLeft: () => walk(-1),
    ArrowRight: () => walk(1),
    PageUp: () => walk(-20),
    PageDown: () => walk(20),
    '+': () => zoom(0.8),
    '=': () => zoom(0.8),
    '-': () => zoom(1.25),
    End: () => chart.timeScale().scrollToRealTime(),
    Escape: () => {
      chart.clearCrosshairPosition();
      select(undefined);
    },
  };

  const listener = (event: KeyboardEvent): void => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  element.addEventListener('keydown', listener);
  return () => element.removeEventListener('keydown', listener);
}
