import type { Browser, Tab } from './browser';

/** Hours after the last try, a PIN that is none, in a popup page of its own; the page, once it has answered. */
export async function tryWrongPin(browser: Browser, pin: string): Promise<Tab> {
  const url = browser.extensionUrl('popup/popup.html');
  const tab = await browser.open(url);
  await timePasses(tab);
  await tab.goto(url);
  await tab.fill('[data-view="unlock"] input[name="pin"]', pin);
  await tab.click('[data-action="unlock"]');
  await tab.waitFor('[role="alert"]');
  await tab.waitFor('[aria-busy="true"]', 'gone');
  return tab;
}

/** As if hours had gone by since the last try: its time in the counter's row is set back, and nothing else. */
async function timePasses(page: Tab): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latchkey');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction('attempts', 'readwrite');
          const rows = writing.objectStore('attempts');
          const reading = rows.get('pin');
          reading.onsuccess = () => rows.put({ ...reading.result, at: 0 }, 'pin');
          writing.onerror = () => reject(writing.error);
          writing.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    undefined,
  );
}
