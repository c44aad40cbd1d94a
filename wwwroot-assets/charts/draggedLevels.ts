import { levelAt, type PlacedLevel } from './priceLevels';

interface Picture {
  readonly levels: () => readonly PlacedLevel[];
  /** Height of the pane of prices, in pixels from the top. */
  readonly height: () => number;
  readonly toY: (price: number) => number | null;
  readonly toPrice: (y: number) => number | null;
  /** While a level is moved the picture itself must stand still. */
  readonly hold: (isHeld: boolean) => void;
  readonly moved: (id: string, price: number) => void;
  /** The drag is over, wherever it ended. */
  readonly released: () => void;
}

const mouseReach = 6;
const fingerReach = 14;

/** Lets levels be dragged by mouse, pen or finger; Escape puts one back. The page has fields for the same, for whoever has only keys. */
export class DraggedLevels {
  readonly #element: HTMLElement;
  readonly #picture: Picture;
  #dragged: { readonly placed: PlacedLevel; readonly pointer: number; price: number } | undefined;

  constructor(element: HTMLElement, picture: Picture) {
    this.#element = element;
    this.#picture = picture;
    element.addEventListener('pointerdown', this.#grab, { capture: true });
    element.addEventListener('pointermove', this.#move, { capture: true });
    element.addEventListener('pointerup', this.#drop, { capture: true });
    element.addEventListener('pointercancel', this.#back, { capture: true });
    element.addEventListener('touchstart', this.#still, { capture: true, passive: false });
    window.addEventListener('keydown', this.#key);
  }

  get isDragging(): boolean {
    return this.#dragged !== undefined;
  }

  dispose(): void {
    this.#element.removeEventListener('pointerdown', this.#grab, { capture: true });
    this.#element.removeEventListener('pointermove', this.#move, { capture: true });
    this.#element.removeEventListener('pointerup', this.#drop, { capture: true });
    this.#element.removeEventListener('pointercancel', this.#back, { capture: true });
    this.#element.removeEventListener('touchstart', this.#still, { capture: true });
    window.removeEventListener('keydown', this.#key);
  }

  #at(y: number, isMouse: boolean): PlacedLevel | undefined {
    return y < 0 || y > this.#picture.height() ? undefined : levelAt(this.#picture.levels(), y, isMouse ? mouseReach : fingerReach, this.#picture.toY);
  }

  #y(clientY: number): number {
    return clientY - this.#element.getBoundingClientRect().top;
  }

  readonly #grab = (event: PointerEvent): void => {
    const placed = event.button === 0 ? this.#at(this.#y(event.clientY), event.pointerType === 'mouse') : undefined;
    if (!placed) return;
    this.#dragged = { placed, pointer: event.pointerId, price: placed.level.price };
    this.#picture.hold(true);
    this.#element.setPointerCapture(event.pointerId);
  };

  readonly #move = (event: PointerEvent): void => {
    const y = this.#y(event.clientY);
    if (!this.#dragged) {
      this.#element.classList.toggle('chart-grab', event.pointerType === 'mouse' && this.#at(y, true) !== undefined);
      return;
    }
    const price = this.#picture.toPrice(Math.min(Math.max(y, 0), this.#picture.height()));
    if (event.pointerId !== this.#dragged.pointer || price === null || price <= 0) return;
    this.#dragged.price = price;
    this.#dragged.placed.line.applyOptions({ price });
  };

  readonly #drop = (event: PointerEvent): void => {
    const dragged = this.#dragged;
    if (!dragged || event.pointerId !== dragged.pointer) return;
    this.#release();
    if (dragged.price !== dragged.placed.level.price) this.#picture.moved(dragged.placed.level.id ?? '', dragged.price);
  };

  readonly #back = (): void => {
    const dragged = this.#dragged;
    if (!dragged) return;
    dragged.placed.line.applyOptions({ price: dragged.placed.level.price });
    this.#release();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#back();
  };

  // Else the page would scroll under the finger.
  readonly #still = (event: TouchEvent): void => {
    const [touch] = event.touches;
    if (touch && this.#at(this.#y(touch.clientY), false)) event.preventDefault();
  };

  #release(): void {
    this.#dragged = undefined;
    this.#picture.hold(false);
    this.#picture.released();
  }
}
