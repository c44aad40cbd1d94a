/** Saves a text as a file on the viewer's machine. */
export function downloadText(fileName: string, mimeType: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // some browsers read the address after the click returns
}

/** Focuses the first thing inside a selector that can take it; false when there is none. */
export function focusFirst(selector: string): boolean {
  const root = document.querySelector<HTMLElement>(selector);
  const able = 'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])';
  const target = root?.matches(able) ? root : root?.querySelector<HTMLElement>(able);
  target?.focus();
  return target !== null && target !== undefined;
}

/** Takes a part of the page out of reach of pointer, keyboard and screen reader: behind a lock screen, say. */
export function setInert(selector: string, inert: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) element.inert = inert;
}
