import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { browser } from '../browser';
import { vault } from './state';
import { languageReady, startLanguage, text } from './text';
import { startTheme } from './theme';

/**
 * Shows a page's view once what it needs is known, and sets the attributes on `<html>` that the UI contract
 * names. A page in a frame shows nothing: a click there could be another site's trick (D38).
 */
export function mount(View: ComponentType, known: () => Promise<void>): void {
  if (window.top !== window) return;
  const root = document.documentElement;
  root.dataset.surface = isToolbarPopup() ? 'popup' : 'page';
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
        render(<p role="alert">{text('failureUnreachable')}</p>, document.body);
      },
    );
}

/** The toolbar's popup takes its size from its content; the same page in a tab takes the tab's. */
function isToolbarPopup(): boolean {
  return browser.extension.getViews({ type: 'popup' }).includes(window);
}
