import type { Point } from './candles';
import type { EquityChartOptions, EquityKind } from './equityChart';
import type { Palette } from './palette';
import { fullTime, month, two, wallClock } from './wallClock';

type Options = ApexCharts.ApexOptions;

/** Everything ApexCharts needs for one drawing; built anew each time, because it remembers what it is not told. */
export function equityOptions(kind: EquityKind, points: readonly Point[], palette: Palette, wanted: EquityChartOptions & { zone: string }): Options {
  const colour = lineColour(kind, points, palette);
  const spark = kind === 'spark';
  const figure = numberFormat(wanted);
  return {
    chart: {
      type: kind === 'bars' ? 'bar' : 'area',
      height: '100%',
      width: '100%',
      background: 'transparent',
      fontFamily: 'inherit',
      foreColor: palette['text-2'],
      animations: { enabled: false },
      toolbar: { show: false },
      zoom: { enabled: false },
      selection: { enabled: false },
      sparkline: { enabled: spark },
      parentHeightOffset: 0,
    },
    series: [{ name: wanted.label, data: points.map((point) => [point.time * 1000, point.value] as [number, number]) }],
    colors: [colour],
    stroke: { width: kind === 'bars' ? 0 : spark ? 1.25 : 1.5, curve: 'straight', lineCap: 'round' },
    fill: kind === 'bars' ? { type: 'solid', opacity: 1 } : { type: 'gradient', gradient: shade(kind, spark) },
    plotOptions: { bar: { columnWidth: '70%', colors: { ranges: [
      { from: -Number.MAX_SAFE_INTEGER, to: -Number.MIN_VALUE, color: palette['candle-down'] },
      { from: 0, to: Number.MAX_SAFE_INTEGER, color: palette['candle-up'] },
    ] } } },
    dataLabels: { enabled: false },
    markers: { size: 0, strokeWidth: 0, hover: { size: 3 } },
    legend: { show: false },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
    grid: { borderColor: palette.line, strokeDashArray: 0, padding: spark ? {} : { left: 0, right: 0, top: -12, bottom: 0 } },
    annotations: { yaxis: wanted.baseline === undefined || spark ? [] : [{ y: wanted.baseline, borderColor: palette['text-3'], strokeDashArray: 3 }] },
    xaxis: {
      type: 'datetime',
      tickAmount: 6,
      axisBorder: { show: false },
      axisTicks: { show: false },
      crosshairs: { stroke: { color: palette.crosshair, width: 1, dashArray: 3 } },
      tooltip: { enabled: false },
      labels: { datetimeUTC: false, hideOverlappingLabels: true, style: { fontSize: '11px', colors: palette['text-2'] }, formatter: (_value: string, time?: number) => axisTime(points, wanted.zone, time) },
    },
    yaxis: {
      opposite: true,
      tickAmount: 4,
      forceNiceScale: true,
      ...(kind === 'drawdown' ? { max: 0, ...(points.every((point) => point.value === 0) ? { min: -1 } : {}) } : {}),
      labels: { minWidth: 52, offsetX: -14, style: { fontSize: '11px', colors: palette['text-2'] }, formatter: compact },
    },
    tooltip: {
      enabled: !spark,
      theme: 'dark', // the look is ours (charts.css); this only picks a class name
      x: { formatter: (time: number) => fullTime(wanted.zone, Math.floor(time / 1000)) },
      y: { formatter: (value: number) => figure(value), title: { formatter: () => '' } },
      marker: { show: false },
    },
    noData: { text: '' },
  };
}

function lineColour(kind: EquityKind, points: readonly Point[], palette: Palette): string {
  if (kind === 'drawdown') return palette.down;
  if (kind !== 'spark') return palette['series-1'];
  return (points.at(-1)?.value ?? 0) < (points[0]?.value ?? 0) ? palette.down : palette.up;
}

// A drawdown hangs from its zero line at the top, so its shade is strongest at the bottom.
function shade(kind: EquityKind, spark: boolean): NonNullable<ApexFill['gradient']> {
  const [from, to] = kind === 'drawdown' ? [0.15, 0.55] : [spark ? 0.35 : 0.5, 0.03];
  return { type: 'vertical', shadeIntensity: 0, opacityFrom: from!, opacityTo: to!, stops: [0, 100] };
}

function numberFormat(wanted: EquityChartOptions): (value: number) => string {
  const digits = wanted.precision ?? 2;
  const format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (value) => (Number.isFinite(value) ? `${format.format(value)}${wanted.unit ? ` ${wanted.unit}` : ''}` : '–');
}

function compact(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits }).format(value);
}

function axisTime(points: readonly Point[], zone: string, time: number | undefined): string {
  if (time === undefined) return '';
  const first = points[0]?.time ?? 0;
  const span = (points.at(-1)?.time ?? 0) - first;
  if (time / 1000 - first < span * 0.03) return ''; // the edge would cut it in half
  const date = wallClock(zone, Math.floor(time / 1000));
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (span <= 36 * 3600) return clock;
  if (span <= 4 * 86_400) return `${date.getUTCDate()} ${month(date)} ${clock}`;
  return span <= 400 * 86_400 ? `${date.getUTCDate()} ${month(date)}` : `${month(date)} ${date.getUTCFullYear()}`;
}
