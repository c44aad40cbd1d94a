const still = matchMedia('(prefers-reduced-motion: reduce)');

/** A cell with `data-tick="<number>"` flashes in the colour of the move when the number changes; nothing is laid out anew. */
export function watchTicks(): void {
  new MutationObserver((changes) => {
    if (still.matches || document.hidden) return;
    for (const change of changes) {
      const cell = change.target as HTMLElement;
      const move = Number(cell.dataset['tick']) - Number(change.oldValue ?? Number.NaN);
      if (!move) continue; // the same, or not a number on one side
      const style = getComputedStyle(cell);
      const colour = style.getPropertyValue(move > 0 ? '--up' : '--down');
      cell.getAnimations().filter((one) => one.id === 'tick').forEach((one) => one.cancel());
      cell.animate(
        { backgroundColor: [`color-mix(in srgb, ${colour} 26%, transparent)`, 'transparent'] },
        { id: 'tick', duration: 700, easing: 'ease-out' });
    }
  }).observe(document.documentElement, { subtree: true, attributeFilter: ['data-tick'], attributeOldValue: true });
}
