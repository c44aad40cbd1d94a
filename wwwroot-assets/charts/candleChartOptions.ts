import { LineStyle } from 'lightweight-charts';
import type { Palette } from './palette';

/** The part of the options that follows the theme; applied again at every change of it. */
export function chartOptions(palette: Palette) {
  const cursor = { color: palette.crosshair, labelBackgroundColor: palette['line-strong'], width: 1 as const, style: LineStyle.Dashed };
  return {
    layout: {
      background: { color: palette.panel },
      textColor: palette['text-2'],
      fontSize: 11,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font').trim() || 'sans-serif',
      attributionLogo: true, // the licence asks for a visible link to TradingView
      panes: { separatorColor: palette.line, separatorHoverColor: palette['line-strong'], enableResize: true },
    },
    grid: { vertLines: { color: palette.grid }, horzLines: { color: palette.grid } },
    crosshair: { vertLine: cursor, horzLine: cursor },
    rightPriceScale: { borderVisible: false, minimumWidth: 64 },
  };
}
