const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';
const patience = 1_200;
const killPatience = 3_000;

/**
 * `g` and then the letter of a link's `data-go` goes there; `?` lists the shortcuts; Escape closes what is open.
 * Links carry the letters, so the addresses stay where they belong: in the pages.
 */
export function watchKeyboard(): void {
  let going = 0;
  let warned = -killPatience;
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return closeOpen();
    if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === 'k') {
      // Works while something is being typed: it is for the moment in which there is no time to look.
      event.preventDefault();
      if (performance.now() - warned < killPatience) document.querySelector<HTMLButtonElement>('[data-kill]')?.click();
      warned = performance.now();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || busy(event.target)) return;

    if (going && performance.now() - going < patience) {
      going = 0;
      const link = document.querySelector<HTMLAnchorElement>(`a[data-go="${CSS.escape(event.key.toLowerCase())}"]`);
      if (!link) return;
      event.preventDefault();
      link.click(); // Blazor listens to clicks: the circuit stays
      return;
    }
    going = event.key === 'g' ? performance.now() : 0;
    if (event.key === '?') {
      event.preventDefault();
      toggleShortcuts();
    }
  });
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null;
    if (target?.closest('[data-shortcuts]')) toggleShortcuts();
    for (const sheet of document.querySelectorAll<HTMLDetailsElement>('details.shell-more[open]')) {
      if (!sheet.contains(target) || target?.closest('a')) sheet.open = false;
    }
  });
}

function busy(target: EventTarget | null): boolean {
  return (target instanceof Element && target.closest(typing) !== null) || document.querySelector('.lock-screen') !== null;
}

function closeOpen(): void {
  document.querySelector<HTMLDialogElement>('dialog.shortcuts[open]')?.close();
  for (const sheet of document.querySelectorAll<HTMLDetailsElement>('details.shell-more[open]')) sheet.open = false;
}

function toggleShortcuts(): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.shortcuts[open]');
  if (open) return open.close();
  const dialog = document.querySelector<HTMLDialogElement>('dialog.shortcuts') ?? build();
  fill(dialog);
  dialog.showModal();
}

function build(): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'shortcuts';
  dialog.setAttribute('aria-label', 'Keyboard shortcuts');
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function fill(dialog: HTMLDialogElement): void {
  const title = document.createElement('h2');
  title.textContent = 'Keyboard shortcuts';
  const list = document.createElement('dl');
  const seen = new Set<string>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-go]')) {
    const letter = link.dataset['go'] ?? '';
    if (seen.has(letter)) continue;
    seen.add(letter);
    row(list, ['g', letter], `Go to ${(link.querySelector('span') ?? link).textContent.trim()}`);
  }
  row(list, ['Ctrl', 'Shift', 'K'], 'Twice: stop every bot and cancel what would open a position');
  if (document.querySelector('.chart-host')) {
    row(list, ['←', '→'], 'Walk along a chart, candle by candle');
    row(list, ['+', '−'], 'Zoom a chart');
    row(list, ['End'], 'Back to now');
  }
  row(list, ['?'], 'Show or hide this list');
  row(list, ['Esc'], 'Close what is open');
  dialog.replaceChildren(title, list);
}

function row(list: HTMLDListElement, keys: readonly string[], what: string): void {
  const term = document.createElement('dt');
  term.append(...keys.map((key) => {
    const cap = document.createElement('kbd');
    cap.textContent = key;
    return cap;
  }));
  const meaning = document.createElement('dd');
  meaning.textContent = what;
  list.append(term, meaning);
}
