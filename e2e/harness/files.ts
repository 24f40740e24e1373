import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Browser, type Tab, until } from './browser';

/** Path of the file that the browser saves in the course of `act`. */
export async function savedBy(browser: Browser, act: () => Promise<void>): Promise<string> {
  const before = (await browser.downloads()).length;
  await act();
  let path: string | undefined;
  await until(
    'a saved file',
    async () => {
      path = (await browser.downloads())[before];
      return path !== undefined;
    },
    30_000,
  );
  if (path === undefined) throw new Error('no file was saved');
  return path;
}

/** Puts a file into a file field, as the system's dialogue does; that dialogue itself no driver can work. */
export async function chooseFile(tab: Tab, selector: string, path: string): Promise<void> {
  await tab.waitFor(selector);
  const words = { selector, name: basename(path), base64: await readFile(path, 'base64') };
  await tab.evaluate(({ selector, name, base64 }) => {
    const field = document.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], name));
    field.files = chosen.files;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, words);
}
