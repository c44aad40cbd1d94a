const least = 6;
const most = 12;

/**
 * Drives every `form[data-pin-pad]`, also those Blazor renders later: buttons with `data-digit` and `data-erase`
 * write into the field named `pin`. Without this script the form is still a field and a button that post.
 */
export function watchPinPads(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>('[data-pin-pad] button[type="button"]');
    const form = button?.closest<HTMLFormElement>('[data-pin-pad]');
    if (!button || !form) return;
    if (button.dataset['digit'] !== undefined) write(form, field(form).value + button.dataset['digit']);
    else if (button.dataset['erase'] !== undefined) write(form, field(form).value.slice(0, -1));
    // Else Enter would press the same digit again instead of sending the PIN.
    field(form).focus({ preventScroll: true });
  });

  document.addEventListener('keydown', (event) => {
    const form = padFor(event.target);
    if (!form || event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target === field(form);
    if (inField) return; // the field takes keys by itself
    if (/^\d$/.test(event.key)) write(form, field(form).value + event.key);
    else if (event.key === 'Backspace') write(form, field(form).value.slice(0, -1));
    else return;
    event.preventDefault();
  });

  document.addEventListener('input', (event) => {
    const form = (event.target as Element | null)?.closest<HTMLFormElement>('[data-pin-pad]');
    if (!form || event.target !== field(form)) return;
    const clean = field(form).value.replace(/\D/g, '').slice(0, most);
    if (clean !== field(form).value) write(form, clean);
    else show(form);
  });

  document.addEventListener('submit', (event) => {
    const form = (event.target as Element | null)?.closest<HTMLFormElement>('[data-pin-pad]');
    if (!form) return;
    const short = field(form).value.length < least;
    form.toggleAttribute('data-short', short);
    if (!short) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Blazor must not see it either
    field(form).focus();
  }, { capture: true });

  // Blazor renders pads later (the lock screen) and empties their field after a wrong PIN, without any event.
  new MutationObserver(preparePinPads).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  preparePinPads();
}

/** Shows the dots of every pad; a new one takes the focus. */
function preparePinPads(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-pin-pad]')) {
    if (form.dataset['ready'] !== undefined) {
      show(form);
      continue;
    }
    form.dataset['ready'] = '';
    // With fingers the pad is the keyboard; a second one would only cover it.
    if (matchMedia('(pointer: coarse)').matches) field(form).inputMode = 'none';
    field(form).focus({ preventScroll: true });
    show(form);
  }
  for (const clock of document.querySelectorAll<HTMLElement>('[data-locked-for]')) countDown(clock);
}

function countDown(clock: HTMLElement): void {
  const end = performance.now() + Number(clock.dataset['lockedFor']) * 1000;
  delete clock.dataset['lockedFor'];
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (left > 0 && clock.isConnected) return;
    clearInterval(timer);
    if (clock.isConnected) location.reload();
  }, 500);
}

function padFor(target: EventTarget | null): HTMLFormElement | null {
  if (!(target instanceof Element)) return null;
  const own = target.closest<HTMLFormElement>('[data-pin-pad]');
  // Typing with the focus nowhere still means the only pad there is.
  return own ?? (target === document.body ? document.querySelector<HTMLFormElement>('[data-pin-pad]') : null);
}

function field(form: HTMLFormElement): HTMLInputElement {
  const input = form.querySelector<HTMLInputElement>('input[name="pin"], input[data-pin]');
  if (!input) throw new Error('A PIN pad needs a field named "pin".');
  return input;
}

function write(form: HTMLFormElement, value: string): void {
  if (value.length > most || field(form).disabled) return;
  field(form).value = value;
  field(form).dispatchEvent(new Event('input', { bubbles: true })); // so that a Blazor binding hears of it
}

function show(form: HTMLFormElement): void {
  const count = field(form).value.length;
  form.querySelector<HTMLElement>('.pin-dots')?.style.setProperty('--count', String(count));
  if (count >= least) form.removeAttribute('data-short');
  form.toggleAttribute('data-complete', count >= least);
}
