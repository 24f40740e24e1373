import type { Settings } from '../messages/surface-background';

type Theme = Settings['theme'];

/** The last choice, kept by the page itself so that its first frame has the right colours. Nothing secret. */
const KEY = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = 'system';

function resolve(): void {
  const theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  document.documentElement.dataset.theme = theme;
}

function isTheme(value: string | null): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark';
}

/** Gives the page its colours before anything is asked, and follows the system from then on. */
export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  if (isTheme(kept)) chosen = kept;
  resolve();
  dark.addEventListener('change', resolve);
}

/** Follows the setting. */
export function followTheme(theme: Theme): void {
  if (theme !== chosen) localStorage.setItem(KEY, theme);
  chosen = theme;
  resolve();
}
