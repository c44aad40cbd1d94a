export type Theme = 'dark' | 'light';

const key = 'theme';

export function storedTheme(): Theme {
  try {
    return localStorage.getItem(key) === 'light' ? 'light' : 'dark';
  } catch {
    return 'dark'; // storage is switched off in this browser: the choice then lasts for one page
  }
}

export function getTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
}

/** Applies and remembers a theme, and tells the charts by the event `themechange`. */
export function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Without storage the theme still changes, only the memory of it is missing.
  }
  applyTheme(theme);
  document.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
}

export function toggleTheme(): Theme {
  const next = getTheme() === 'dark' ? 'light' : 'dark';
  setTheme(next);
  return next;
}

export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (root.dataset['theme'] !== theme) root.dataset['theme'] = theme;
}

/** Buttons with `data-theme-toggle` switch the theme; the choice survives Blazor's enhanced navigation. */
export function watchTheme(): void {
  let wanted = getTheme();
  document.addEventListener('themechange', (event) => { wanted = (event as CustomEvent<Theme>).detail; });
  document.addEventListener('click', (event) => {
    if ((event.target as Element | null)?.closest('[data-theme-toggle]')) toggleTheme();
  });
  // Enhanced navigation copies the server's <html> attributes, which know nothing of this browser's choice.
  new MutationObserver(() => applyTheme(wanted)).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  // Another tab of the same desk follows.
  addEventListener('storage', (event) => {
    if (event.key === key) setTheme(storedTheme());
  });
}
