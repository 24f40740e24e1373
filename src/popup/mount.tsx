import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { CannotStart } from './parts/cannot-start';
import { vault } from './state';
import { isToolbarPopup } from './surface';
import { languageReady, startLanguage } from './text';
import { startTheme } from './theme';

/**
 * Shows a page's view once what it needs is known, and sets the attributes on `<html>` that the UI contract
 * names. A page in a frame shows nothing: a click there could be another site's trick (D38).
 */
export function mount(View: ComponentType, known: () => Promise<void>): void {
  if (window.top !== window) return;
  const root = document.documentElement;
  root.dataset.surface = isToolbarPopup() ? 'popup' : 'page';
  if (isToolbarPopup()) window.addEventListener('resize', fitPopup);
  startTheme();
  startLanguage();
  void known()
    .then(languageReady)
    .then(
      () => {
        effect(() => {
          if (vault.value) root.dataset.vault = vault.value.state;
        });
        render(<View />, document.body);
        root.dataset.ready = '';
      },
      (error: unknown) => {
        console.error('Latchkey could not start this page', error);
        render(<CannotStart error={error} />, document.body);
        root.dataset.ready = '';
      },
    );
}

let fitting: number | undefined;

/** On a small screen the browser gives the popup less than it asks for: the list then scrolls, not the page. */
function fitPopup(): void {
  clearTimeout(fitting);
  fitting = window.setTimeout(() => {
    const { style, scrollHeight } = document.documentElement;
    if (scrollHeight > window.innerHeight) style.setProperty('--room', `${window.innerHeight}px`);
  }, 60);
}
