import type { Candle } from './candles';

export interface LegendLine {
  readonly name: string;
  readonly colour: string;
  readonly value: number | undefined;
}

/** The figures top left: the candle under the cross-hair, else the last one. Written in place, so nothing jumps. */
export class CandleLegend {
  readonly #root = document.createElement('div');
  readonly #title = append(this.#root, 'span', 'chart-legend-title');
  readonly #figures = append(this.#root, 'span', 'chart-legend-figures');
  readonly #lines = append(this.#root, 'span', 'chart-legend-lines');
  readonly #note = append(this.#root, 'span', 'chart-legend-note');
  readonly #cells = new Map(['O', 'H', 'L', 'C', 'V'].map((key) => [key, labelled(this.#figures, key)]));
  readonly #change = append(this.#figures, 'b', '');

  constructor(host: HTMLElement, title: string) {
    this.#root.className = 'chart-legend';
    this.#root.setAttribute('aria-hidden', 'true');
    this.#title.textContent = title;
    host.append(this.#root);
  }

  show(candle: Candle | undefined, price: (value: number) => string, lines: readonly LegendLine[], note: string): void {
    const figures = candle
      ? { O: price(candle.open), H: price(candle.high), L: price(candle.low), C: price(candle.close), V: volume(candle.volume) }
      : { O: '–', H: '–', L: '–', C: '–', V: '–' };
    for (const [key, text] of Object.entries(figures)) write(this.#cells.get(key)!, text);

    const change = candle && candle.open !== 0 ? (candle.close / candle.open - 1) * 100 : 0;
    write(this.#change, `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}%`);
    this.#root.dataset['move'] = change < 0 ? 'down' : 'up';
    this.#showLines(lines);
    write(this.#note, note);
  }

  #showLines(lines: readonly LegendLine[]): void {
    while (this.#lines.childElementCount > lines.length) this.#lines.lastElementChild!.remove();
    lines.forEach((line, i) => {
      const cell = (this.#lines.children[i] as HTMLElement | undefined) ?? append(this.#lines, 'span', '');
      cell.style.setProperty('--line-colour', line.colour);
      write(cell, `${line.name} ${line.value === undefined ? '–' : figure(line.value)}`);
    });
  }
}

export function volume(value: number): string {
  return new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

function figure(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 1 : Math.abs(value) >= 1 ? 2 : 6;
  return new Intl.NumberFormat('en-GB', { minimumFractionDigits: Math.min(digits, 2), maximumFractionDigits: digits }).format(value);
}

function append(parent: HTMLElement, tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  parent.append(element);
  return element;
}

function labelled(parent: HTMLElement, key: string): HTMLElement {
  const cell = append(parent, 'span', '');
  cell.append(key, ' ');
  return append(cell, 'b', '');
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
