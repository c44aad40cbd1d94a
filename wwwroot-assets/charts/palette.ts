export type Theme = 'dark' | 'light';

const names = [
  'panel', 'text', 'text-2', 'text-3', 'line', 'line-strong', 'grid', 'crosshair', 'raised', 'accent', 'up', 'down', 'warn',
  'candle-up', 'candle-down', 'volume-up', 'volume-down', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5',
] as const;

export type Palette = Readonly<Record<(typeof names)[number], string>>;

/** Reads the chart colours from the style sheet, so that a colour is written in one place only. */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#808080'])) as Palette;
}

/** Follows the page's theme until the returned function is called. */
export function onThemeChange(apply: (theme: Theme) => void): () => void {
  const listener = (event: Event): void => apply((event as CustomEvent<Theme>).detail);
  document.addEventListener('themechange', listener);
  return () => document.removeEventListener('themechange', listener);
}
