import { HistogramSeries, LineSeries, LineStyle, type IChartApiBase, type ISeriesApi, type Time } from 'lightweight-charts';
import { toPoints, type Point } from './candles';
import type { LegendLine } from './candleLegend';
import type { Palette } from './palette';

export type LineKind = 'line' | 'histogram';
type Chart = IChartApiBase<Time>;
type Series = ISeriesApi<'Line', Time> | ISeriesApi<'Histogram', Time>;

interface Line {
  readonly pane: string;
  readonly kind: LineKind;
  readonly series: Series;
  readonly guides: readonly number[];
  points: Point[];
  colour: string;
}

const price = 'price';

/** The indicator lines of one chart, over the price or in panes of their own below it. */
export class IndicatorLines {
  readonly #chart: Chart;
  readonly #lines = new Map<string, Line>();
  #palette: Palette;

  constructor(chart: Chart, palette: Palette) {
    this.#chart = chart;
    this.#palette = palette;
  }

  set(pane: string, name: string, kind: LineKind, rows: readonly (number | null)[], guides: readonly number[] | undefined): void {
    const existing = this.#lines.get(name);
    if (existing && (existing.pane !== pane || existing.kind !== kind)) this.remove(name);
    const line = this.#lines.get(name) ?? this.#add(pane, name, kind, guides ?? (pane === 'rsi' ? [30, 70] : []));
    line.points = toPoints(rows);
    line.series.applyOptions({ priceFormat: axisFormat(line.points) });
    line.series.setData(this.#coloured(line));
  }

  update(name: string, rows: readonly (number | null)[]): void {
    const line = this.#lines.get(name);
    if (!line) throw new RangeError(`There is no line named '${name}'; call setLines first.`);
    for (const point of toPoints(rows)) {
      const last = line.points.at(-1);
      if (last && point.time < last.time) continue; // a correction of history comes as a whole line
      if (last?.time === point.time) line.points[line.points.length - 1] = point;
      else line.points.push(point);
      line.series.update(line.kind === 'histogram' ? { ...point, color: this.#bar(point) } : point);
    }
  }

  remove(name: string): void {
    const line = this.#lines.get(name);
    if (!line) return;
    this.#chart.removeSeries(line.series as ISeriesApi<'Line', Time>);
    this.#lines.delete(name); // the library drops a pane by itself once its last series is gone
  }

  paint(palette: Palette): void {
    this.#palette = palette;
    let order = 0;
    for (const line of this.#lines.values()) {
      line.colour = this.#colour(order++);
      line.series.applyOptions({ color: line.colour });
      if (line.kind === 'histogram') line.series.setData(this.#coloured(line));
    }
  }

  legend(time: number | undefined): LegendLine[] {
    return [...this.#lines].map(([name, line]) => ({ name, colour: line.colour, value: valueAt(line.points, time) }));
  }

  #add(pane: string, name: string, kind: LineKind, guides: readonly number[]): Line {
    const colour = this.#colour(this.#lines.size);
    const index = this.#paneIndex(pane);
    const look = { color: colour, priceLineVisible: false, lastValueVisible: pane !== price, title: '' } as const;
    const series: Series = kind === 'histogram'
      ? this.#chart.addSeries(HistogramSeries, { ...look, base: 0 }, index)
      : this.#chart.addSeries(LineSeries, { ...look, lineWidth: 1, crosshairMarkerVisible: false }, index);
    if (pane !== price) {
      this.#chart.panes()[0]?.setStretchFactor(1);
      this.#chart.panes()[index]?.setStretchFactor(0.26);
    }
    for (const level of guides) {
      series.createPriceLine({ price: level, color: this.#palette['text-3'], lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: false, title: '' });
    }
    if (guides.length > 1) {
      // Without this the guides leave the picture whenever the line stays far from them.
      const [low, high] = [Math.min(...guides), Math.max(...guides)];
      const room = (high - low) * 0.25;
      series.applyOptions({ autoscaleInfoProvider: (own: () => { priceRange: { minValue: number; maxValue: number } | null } | null) => {
        const range = own()?.priceRange;
        return { priceRange: { minValue: Math.min(range?.minValue ?? low, low - room), maxValue: Math.max(range?.maxValue ?? high, high + room) } };
      } });
    }
    const line: Line = { pane, kind, series, guides, points: [], colour };
    this.#lines.set(name, line);
    return line;
  }

  #paneIndex(pane: string): number {
    if (pane === price) return 0;
    const sibling = [...this.#lines.values()].find((line) => line.pane === pane);
    return sibling ? sibling.series.getPane().paneIndex() : this.#chart.panes().length;
  }

  #coloured(line: Line): Point[] {
    return line.kind === 'histogram' ? line.points.map((point) => ({ ...point, color: this.#bar(point) })) : line.points;
  }

  #bar(point: Point): string {
    return point.value < 0 ? this.#palette['candle-down'] : this.#palette['candle-up'];
  }

  #colour(order: number): string {
    const colours = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5'] as const;
    return this.#palette[colours[order % colours.length]!];
  }
}

// An RSI wants one digit, a MACD of a coin worth cents wants six.
function axisFormat(points: readonly Point[]): { type: 'price'; precision: number; minMove: number } {
  const largest = points.reduce((most, point) => Math.max(most, Math.abs(point.value)), 0);
  const precision = largest >= 20 ? 1 : largest >= 1 ? 2 : 6;
  return { type: 'price', precision, minMove: 10 ** -precision };
}

function valueAt(points: readonly Point[], time: number | undefined): number | undefined {
  if (time === undefined) return points.at(-1)?.value;
  let low = 0;
  let high = points.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = points[middle]!.time;
    if (at === time) return points[middle]!.value;
    if (at < time) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
