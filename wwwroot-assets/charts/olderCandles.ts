import type { IChartApiBase, Time } from 'lightweight-charts';
import type { Candle } from './candles';

/** The part of Blazor's DotNetObjectReference used here. */
export interface DotNetRef {
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown>;
}

const nearTheEdge = 30;

/** Asks the page for older candles when the user comes near the left edge, one request at a time. */
export class OlderCandles {
  readonly #chart: IChartApiBase<Time>;
  readonly #candles: () => readonly Candle[];
  readonly #page: DotNetRef | undefined;
  #asking = false;
  #askedFor: number | undefined;

  constructor(chart: IChartApiBase<Time>, candles: () => readonly Candle[], page: DotNetRef | undefined) {
    this.#chart = chart;
    this.#candles = candles;
    this.#page = page;
    chart.timeScale().subscribeVisibleLogicalRangeChange(this.#look);
  }

  reset(): void {
    this.#askedFor = undefined;
  }

  dispose(): void {
    this.#chart.timeScale().unsubscribeVisibleLogicalRangeChange(this.#look);
  }

  readonly #look = (range: { from: number } | null): void => {
    const first = this.#candles()[0]?.time;
    if (!this.#page || !range || first === undefined || range.from > nearTheEdge) return;
    // The same first time again means the last answer was empty: there is nothing older.
    if (this.#asking || this.#askedFor === first) return;
    this.#asking = true;
    this.#askedFor = first;
    this.#page.invokeMethodAsync('LoadOlder', first).then(
      () => { this.#asking = false; },
      (error: unknown) => {
        this.#asking = false;
        this.#askedFor = undefined; // a lost circuit is no answer: ask again at the next scroll
        console.warn('Older candles could not be loaded.', error);
      });
  };
}
