import {
  CandlestickSeries, createChartEx, createSeriesMarkers, CrosshairMode, HistogramSeries, LineStyle,
  type AutoscaleInfo, type IChartApiBase, type ISeriesApi, type ISeriesMarkersPluginApi, type Time, type TimeScaleOptions,
} from 'lightweight-charts';
import { chartOptions } from './candleChartOptions';
import { CandleLegend } from './candleLegend';
import { DraggedLevels } from './draggedLevels';
import { indexAt, toCandles, type Candle } from './candles';
import { IndicatorLines, type LineKind } from './indicatorLines';
import { moveByKeyboard } from './keyboardCursor';
import { plainLogoLink } from './logoLink';
import { describeMarkers, toSeriesMarkers, type ChartMarker } from './markers';
import { OlderCandles, type DotNetRef } from './olderCandles';
import { onThemeChange, readPalette, type Palette, type Theme } from './palette';
import { withLevels, type PlacedLevel, type PriceLevel } from './priceLevels';
import { fullTime, knownZone } from './wallClock';
import { ZonedScale } from './zonedScale';

export interface CandleChartOptions {
  /** What the chart is called in the legend and to a screen reader, such as `BTC/USDT · 5m · Binance`. */
  readonly market: string;
  /** Digits after the point, and the smallest step of the price. */
  readonly precision?: number;
  readonly minMove?: number;
  readonly zone?: string;
  readonly theme?: Theme;
  /** Its `LoadOlder(firstTimeSec)` is asked when the user scrolls to the left edge, its `LevelMoved(id, price)` when a level was dragged. */
  readonly dotNetRef?: DotNetRef;
}

/** Nothing where the page was left before the chart could be made. */
export function create(element: HTMLElement | null, options: CandleChartOptions): CandleChart | null {
  return element?.isConnected ? new CandleChart(element, options) : null;
}

/** A live candle chart. Every method may be called from Blazor; times are UTC seconds, rows are flat arrays. */
export class CandleChart {
  readonly #element: HTMLElement;
  readonly #market: string;
  readonly #scale = new ZonedScale();
  readonly #chart: IChartApiBase<Time>;
  readonly #series: ISeriesApi<'Candlestick', Time>;
  readonly #volume: ISeriesApi<'Histogram', Time>;
  readonly #marks: ISeriesMarkersPluginApi<Time>;
  readonly #lines: IndicatorLines;
  readonly #legend: CandleLegend;
  readonly #alternative = document.createElement('div');
  readonly #older: OlderCandles;
  readonly #release: (() => void)[] = [];
  #palette: Palette;
  #candles: Candle[] = [];
  #markers: readonly ChartMarker[] = [];
  readonly #dragged: DraggedLevels;
  #levels: PlacedLevel[] = [];
  #nextLevels: readonly PriceLevel[] | undefined;
  #minMove = 0.01;
  #hovered: Candle | undefined;
  #describeAt = 0;
  #price = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  constructor(element: HTMLElement, options: CandleChartOptions) {
    this.#element = element;
    this.#market = options.market;
    element.classList.add('chart-host');
    if (options.theme) element.dataset['theme'] = options.theme;
    this.#palette = readPalette(element);
    this.#scale.zone = knownZone(options.zone ?? 'UTC');

    const timeScale: Partial<TimeScaleOptions> = {
      borderVisible: false, timeVisible: true, secondsVisible: false, rightOffset: 6, minBarSpacing: 1.5,
      tickMarkFormatter: (time: Time, type) => this.#scale.tickLabel(time, type),
    };
    this.#chart = createChartEx<Time, ZonedScale>(element, this.#scale, {
      ...chartOptions(this.#palette),
      autoSize: true, // a ResizeObserver inside the library
      timeScale,
      localization: { timeFormatter: (time: Time) => fullTime(this.#scale.zone, time as number) },
      crosshair: { mode: CrosshairMode.Normal },
    });
    this.#series = this.#chart.addSeries(CandlestickSeries, { borderVisible: false, priceLineStyle: LineStyle.Dotted });
    this.#volume = this.#chart.addSeries(HistogramSeries, { priceScaleId: '', priceFormat: { type: 'volume' }, priceLineVisible: false, lastValueVisible: false });
    // The legend needs four lines on a phone and one at a desk.
    this.#series.priceScale().applyOptions({ scaleMargins: { top: element.clientWidth < 520 ? 0.26 : 0.14, bottom: 0.2 } });
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#marks = createSeriesMarkers(this.#series, []);
    this.#lines = new IndicatorLines(this.#chart, this.#palette);
    this.#legend = new CandleLegend(element, options.market);
    this.#older = new OlderCandles(this.#chart, () => this.#candles, options.dotNetRef);

    this.#series.applyOptions({
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
        const info = original();
        return info?.priceRange ? { ...info, priceRange: withLevels(info.priceRange, this.#levels.map(({ level }) => level)) } : info;
      },
    });
    this.#dragged = new DraggedLevels(element, {
      levels: () => this.#levels,
      height: () => this.#chart.panes()[0]?.getHeight() ?? 0,
      toY: (price) => this.#series.priceToCoordinate(price),
      toPrice: (y) => {
        const price = this.#series.coordinateToPrice(y);
        return price === null ? null : Number((Math.round(price / this.#minMove) * this.#minMove).toFixed(10));
      },
      hold: (isHeld) => this.#chart.applyOptions({ handleScroll: !isHeld, handleScale: !isHeld }),
      moved: (id, price) => void options.dotNetRef?.invokeMethodAsync('LevelMoved', id, price),
      released: () => {
        if (this.#nextLevels) this.setLevels(this.#nextLevels);
      },
    });

    this.#alternative.className = 'chart-alternative';
    this.#alternative.setAttribute('role', 'img');
    // Until the first candles are there a reader hears this.
    this.#alternative.setAttribute('aria-label', 'Candle chart: no candles yet.');
    element.prepend(this.#alternative);
    // The library lays its panes out with a table, which a screen reader would otherwise announce as data.
    element.querySelector('table')?.setAttribute('role', 'presentation');

    this.setPriceFormat(options.precision ?? 2, options.minMove ?? 0.01);
    this.#paint();
    this.#chart.subscribeCrosshairMove((move) => {
      this.#select(move.time === undefined ? undefined : this.#candles[indexAt(this.#candles, move.time as number)]);
    });
    this.#release.push(
      onThemeChange((theme) => this.setTheme(theme)),
      moveByKeyboard(element, this.#chart, this.#series, () => this.#candles, () => this.#hovered, (candle) => this.#select(candle)),
      plainLogoLink(element),
    );
  }

  setCandles(rows: readonly number[]): void {
    this.#candles = toCandles(rows);
    this.#older.reset();
    this.#redraw();
    this.#chart.timeScale().scrollToRealTime();
    this.#describe(true);
  }

  /** Replaces the last candle, adds the next ones, or corrects an earlier one that is loaded. */
  update(rows: readonly number[]): void {
    for (const candle of toCandles(rows)) this.#put(candle);
    this.#showLegend();
    this.#describe(false);
  }

  /** Adds older candles on the left; the picture stays where it is. */
  prependCandles(rows: readonly number[]): void {
    const first = this.#candles[0]?.time ?? Infinity;
    const older = toCandles(rows).filter((candle) => candle.time < first);
    if (older.length === 0) return;
    this.#candles = [...older, ...this.#candles];
    this.#redraw();
    this.#describe(true);
  }

  setMarkers(markers: readonly ChartMarker[]): void {
    this.#markers = markers;
    this.#marks.setMarkers(toSeriesMarkers(markers, this.#candles, this.#palette));
    this.#showLegend();
  }

  /** Replaces the levels. One that is being dragged is not taken out of the hand: the new ones come when it is let go. */
  setLevels(levels: readonly PriceLevel[]): void {
    this.#nextLevels = this.#dragged.isDragging ? levels : undefined;
    if (this.#dragged.isDragging) return;
    for (const { line } of this.#levels) this.#series.removePriceLine(line);
    this.#levels = levels.map((level) => ({
      level,
      line: this.#series.createPriceLine({ price: level.price, color: this.#levelColour(level), lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: true, title: level.text ?? level.kind }),
    }));
  }

  /** `pane` is `price`, or any name for a pane below; `rows` is `[time, value, …]`, null for no value. The pane `rsi` has guides at 30 and 70 unless told. */
  setLines(pane: string, name: string, kind: LineKind, rows: readonly (number | null)[], guides?: readonly number[] | null): void {
    this.#lines.set(pane, name, kind, rows, guides ?? undefined);
    this.#showLegend();
  }

  updateLine(name: string, rows: readonly (number | null)[]): void {
    this.#lines.update(name, rows);
    this.#showLegend();
  }

  removeLine(name: string): void {
    this.#lines.remove(name);
    this.#showLegend();
  }

  setPriceFormat(precision: number, minMove: number): void {
    this.#price = new Intl.NumberFormat('en-GB', { minimumFractionDigits: precision, maximumFractionDigits: precision });
    this.#minMove = minMove;
    this.#series.applyOptions({ priceFormat: { type: 'custom', minMove, formatter: (price: number) => this.#price.format(price) } });
    this.#showLegend();
  }

  setTheme(theme: Theme): void {
    this.#element.dataset['theme'] = theme;
    this.#palette = readPalette(this.#element);
    this.#paint();
  }

  /** IANA name of the viewer's zone. */
  setZone(zone: string): void {
    this.#scale.zone = knownZone(zone);
    this.#redraw(); // the boundaries of days have moved
  }

  /** As many candles as fit, the newest at the right. */
  showAll(): void {
    this.#chart.timeScale().fitContent();
  }

  scrollToNow(): void {
    this.#chart.timeScale().scrollToRealTime();
  }

  dispose(): void {
    for (const release of this.#release) release();
    this.#older.dispose();
    this.#dragged.dispose();
    this.#chart.remove();
    this.#element.replaceChildren();
  }

  #select(candle: Candle | undefined): void {
    this.#hovered = candle;
    this.#showLegend();
  }

  #put(candle: Candle): void {
    const last = this.#candles.at(-1);
    const at = indexAt(this.#candles, candle.time);
    if (!last || candle.time > last.time) this.#candles.push(candle);
    else if (this.#candles[at]?.time === candle.time) this.#candles[at] = candle;
    else return; // between or before what is loaded: only setCandles or prependCandles may change the set

    const historical = last !== undefined && candle.time < last.time;
    if (this.#hovered?.time === candle.time) this.#hovered = candle;
    this.#series.update(candle, historical);
    this.#volume.update(this.#volumeBar(candle), historical);
  }

  #redraw(): void {
    this.#series.setData(this.#candles);
    this.#volume.setData(this.#candles.map((candle) => this.#volumeBar(candle)));
    this.#marks.setMarkers(toSeriesMarkers(this.#markers, this.#candles, this.#palette));
    this.#hovered = undefined;
    this.#showLegend();
  }

  #volumeBar(candle: Candle): { time: Time; value: number; color: string } {
    return { time: candle.time, value: candle.volume, color: candle.close < candle.open ? this.#palette['volume-down'] : this.#palette['volume-up'] };
  }

  #showLegend(): void {
    const candle = this.#hovered ?? this.#candles.at(-1);
    const price = (value: number): string => this.#price.format(value);
    this.#legend.show(candle, price, this.#lines.legend(this.#hovered?.time), describeMarkers(this.#markers, this.#candles, this.#hovered, price));
  }

  #paint(): void {
    const palette = this.#palette;
    this.#chart.applyOptions(chartOptions(palette));
    this.#series.applyOptions({
      upColor: palette['candle-up'], downColor: palette['candle-down'], wickUpColor: palette['candle-up'], wickDownColor: palette['candle-down'],
    });
    for (const { level, line } of this.#levels) line.applyOptions({ color: this.#levelColour(level) });
    this.#lines.paint(palette);
    this.#redraw();
  }

  #levelColour(level: PriceLevel): string {
    return { entry: this.#palette.accent, stop: this.#palette.down, target: this.#palette.up }[level.kind];
  }

  // A screen reader need not hear every tick: at most every five seconds.
  #describe(now: boolean): void {
    const last = this.#candles.at(-1);
    if (!now && performance.now() < this.#describeAt) return;
    this.#describeAt = performance.now() + 5_000;
    const [low, high] = this.#candles.reduce(([l, h], c) => [Math.min(l, c.low), Math.max(h, c.high)], [Infinity, -Infinity]);
    this.#alternative.setAttribute('aria-label', last
      ? `${this.#market}: last price ${this.#price.format(last.close)} at ${fullTime(this.#scale.zone, last.time)}; `
        + `${this.#candles.length} candles since ${fullTime(this.#scale.zone, this.#candles[0]!.time)}, from ${this.#price.format(low)} to ${this.#price.format(high)}.`
      : `${this.#market}: no candles yet.`);
  }
}
