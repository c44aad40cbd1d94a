import ApexCharts from 'apexcharts';
import { toPoints, type Point } from './candles';
import { downSample } from './downSample';
import { equityOptions } from './equityChartOptions';
import { onThemeChange, readPalette, type Palette, type Theme } from './palette';
import { fullTime, knownZone } from './wallClock';

export type EquityKind = 'equity' | 'drawdown' | 'spark' | 'bars';

export interface EquityChartOptions {
  /** What a screen reader calls the chart, such as `Equity of all bots`. */
  readonly label: string;
  /** Written behind the figures, such as `USDT` or `%`. */
  readonly unit?: string;
  readonly precision?: number;
  readonly zone?: string;
  readonly theme?: Theme;
  /** Draws a line at this level: the capital at the start, say. */
  readonly baseline?: number;
}

// ApexCharts 4 redraws the whole picture at each change; these two bounds keep that under a few milliseconds a second.
const mostPoints = 200;
const leastPauseMs = 1_000;
// What is kept between redraws, so that a page open for weeks does not grow.
const mostKept = 6_000;

/** Nothing where the page was left before the chart could be made. */
export function create(element: HTMLElement | null, kind: EquityKind, options: EquityChartOptions): EquityChart | null {
  return element?.isConnected ? new EquityChart(element, kind, options) : null;
}

/** A slow chart: equity, drawdown, a spark line or bars. Points are flat `[time, value, …]`, times in UTC seconds. */
export class EquityChart {
  readonly #element: HTMLElement;
  readonly #kind: EquityKind;
  readonly #options: EquityChartOptions;
  #zone: string;
  readonly #chart: ApexCharts;
  readonly #release: () => void;
  #palette: Palette;
  #points: Point[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = -Infinity;
  #ready: Promise<void>;
  #disposed = false;

  constructor(element: HTMLElement, kind: EquityKind, options: EquityChartOptions) {
    this.#element = element;
    this.#kind = kind;
    this.#options = options;
    this.#zone = knownZone(options.zone ?? 'UTC');
    element.classList.add('equity-host');
    element.classList.toggle('spark-host', kind === 'spark');
    if (options.theme) element.dataset['theme'] = options.theme;
    element.setAttribute('role', 'img');
    this.#palette = readPalette(element);
    // ApexCharts measures a height in percent against the parent of what it is given.
    const canvas = document.createElement('div');
    element.append(canvas);
    this.#chart = new ApexCharts(canvas, this.#build());
    this.#ready = this.#chart.render();
    this.#release = onThemeChange((theme) => this.setTheme(theme));
    this.#describe();
  }

  /** IANA name of the viewer's zone. */
  setZone(zone: string): void {
    this.#zone = knownZone(zone);
    this.#drawnAt = -Infinity;
    this.#schedule();
  }

  setSeries(rows: readonly (number | null)[]): void {
    this.#points = toPoints(rows);
    this.#drawnAt = -Infinity;
    this.#schedule();
  }

  /** Adds points, or replaces the last one when the time is the same; drawn at most once a second. */
  append(rows: readonly (number | null)[]): void {
    for (const point of toPoints(rows)) {
      const last = this.#points.at(-1);
      if (last && point.time < last.time) continue;
      if (last?.time === point.time) this.#points[this.#points.length - 1] = point;
      else this.#points.push(point);
    }
    if (this.#points.length > mostKept) this.#points = [...downSample(this.#points, mostKept / 2)];
    this.#schedule();
  }

  setTheme(theme: Theme): void {
    this.#element.dataset['theme'] = theme;
    this.#palette = readPalette(this.#element);
    this.#draw();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#release();
    this.#chart.destroy();
    this.#element.replaceChildren();
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    const pause = Math.max(0, this.#drawnAt + leastPauseMs - performance.now());
    this.#timer = setTimeout(() => this.#draw(), pause);
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#drawnAt = performance.now();
    // One redraw at a time: ApexCharts loses its place when a second one starts inside the first.
    this.#ready = this.#ready
      .then(() => (this.#disposed ? undefined : this.#chart.updateOptions(this.#build(), false, false)))
      .catch((error: unknown) => console.error('The chart could not be drawn.', error));
    this.#describe();
  }

  #build(): ApexCharts.ApexOptions {
    return equityOptions(this.#kind, downSample(this.#points, mostPoints), this.#palette, { ...this.#options, zone: this.#zone });
  }

  #describe(): void {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (!first || !last) {
      this.#element.setAttribute('aria-label', `${this.#options.label}: no figures yet.`);
      return;
    }
    const [low, high] = this.#points.reduce(([l, h], p) => [Math.min(l, p.value), Math.max(h, p.value)], [Infinity, -Infinity]);
    const figure = (value: number): string => `${value.toFixed(this.#options.precision ?? 2)}${this.#options.unit ? ` ${this.#options.unit}` : ''}`;
    this.#element.setAttribute('aria-label',
      `${this.#options.label}: ${figure(last.value)} at ${fullTime(this.#zone, last.time)}; from ${figure(low)} to ${figure(high)} since ${fullTime(this.#zone, first.time)}.`);
  }
}
