import { abort, type Create, type Get, startCreate, startGet } from '../harness/ceremony';
import type { Prompt } from '../harness/person';
import { brief, looks } from './looks';
import { HOSTILE, LONG } from './names';
import type { Studio } from './studio';

type Wanted = { readonly create: Create } | { readonly get: Get };

export type Asking = (
  host: string,
  wanted: Wanted,
  look: (prompt: Prompt) => Promise<void>,
  path?: string,
) => Promise<void>;

/** Has a site ask, looks at the prompt, and ends it. */
export function askingIn({ browser, person }: Studio): Asking {
  return async (host, wanted, look, path = '/') => {
    const site = await browser.open(`https://${host}${path}`);
    await ('create' in wanted ? startCreate(site, wanted.create) : startGet(site, wanted.get));
    const prompt = await person.prompt();
    await prompt.tab.waitFor('html[data-ready]');
    await look(prompt);
    if (!(await prompt.tab.closed())) {
      await abort(site);
      await prompt.gone();
    }
    await site.close();
  };
}

const discouraged = { verification: 'discouraged' } as const;

/** Creating; the vault is open. */
export async function createScenes(studio: Studio): Promise<void> {
  const { shoot, sites, browser, person } = studio;
  const asking = askingIn(studio);

  await asking('harbour.example', { create: { userName: 'ada@lovelace.example' } }, async ({ tab }) => {
    await shoot(tab, 'prompt-create', looks.prompt);
  });
  await asking('harbour.example', { create: { ...discouraged, userName: 'ada' } }, async ({ tab }) => {
    await shoot(tab, 'prompt-create-presence', brief.prompt);
  });
  await asking(
    'harbour.example',
    { create: { userName: LONG, displayName: `${LONG} (${LONG})`, rpName: LONG.repeat(3) } },
    async ({ tab }) => shoot(tab, 'prompt-create-long', looks.prompt),
  );
  for (const [name, text] of Object.entries(HOSTILE))
    await asking(
      'signin.accounts.bank.example.verify.session.attacker.example',
      { create: { userName: text, displayName: text, rpName: text } },
      async ({ tab }) => shoot(tab, `prompt-hostile-${name}`, { light: looks.prompt.light }),
    );
  await asking('h\u0430rbour.example', { create: { userName: 'ada' } }, async ({ tab }) => {
    await shoot(tab, 'prompt-punycode', looks.prompt);
  });

  // A frame of another site that may create.
  sites.serve('quill.example', '/framing', {
    body: '<!doctype html><title>Quill</title><iframe allow="publickey-credentials-create *; publickey-credentials-get *" src="https://pay.harbour.example/"></iframe>',
  });
  const top = await browser.open('https://quill.example/framing');
  await inFrame(top, 'pay.harbour.example', { userName: 'ada@lovelace.example' });
  const framed = await person.prompt();
  await framed.tab.waitFor('html[data-ready]');
  await shoot(framed.tab, 'prompt-create-frame', looks.prompt);
  await framed.cancel();
  await framed.gone();
  await top.close();

  await studio.make('harbour.example', { userName: 'ada@lovelace.example' });
  await asking('harbour.example', { create: { userName: 'ada@lovelace.example' } }, async ({ tab }) => {
    await shoot(tab, 'prompt-replace', looks.prompt);
  });
  await asking('harbour.example', { get: {} }, async ({ tab }) => {
    await shoot(tab, 'prompt-get', looks.prompt);
  });
  await asking('harbour.example', { get: discouraged }, async ({ tab }) => {
    await shoot(tab, 'prompt-get-presence', brief.prompt);
  });
}

async function inFrame(top: Parameters<Studio['shoot']>[0], host: string, wanted: Create): Promise<void> {
  const { pageOf, pageTab } = await import('../harness/chromium-page');
  const frame = pageOf(top)
    .frames()
    .find((each) => new URL(each.url()).hostname === host);
  if (!frame) throw new Error(`no frame of ${host}`);
  // The driver's frames run scripts as its pages do.
  const tab = {
    ...pageTab(pageOf(top)),
    evaluate: (work: never, argument: never) => frame.evaluate(work, argument),
  };
  await frame.click('body');
  await startCreate(tab as never, wanted);
}

/** Signing in; there are passkeys. */
export async function getScenes(studio: Studio): Promise<void> {
  const { shoot, person } = studio;
  const asking = askingIn(studio);
  await asking('quill.example', { get: {} }, async ({ tab }) => {
    await shoot(tab, 'prompt-accounts', looks.prompt);
  });
  await asking('quill.example', { get: discouraged }, async ({ tab }) => {
    await shoot(tab, 'prompt-accounts-presence', brief.prompt);
  });
  await asking('harbour.example', { get: {} }, async (prompt) => {
    await prompt.confirm();
    await prompt.tab.waitFor('[role="alert"]');
    await shoot(prompt.tab, 'prompt-pin-missing', brief.prompt);
    await prompt.typePin('harbour-0000');
    await prompt.confirm();
    await prompt.tab.waitFor('[aria-busy="true"]', 'gone');
    await prompt.tab.waitFor('[role="alert"]');
    await shoot(prompt.tab, 'prompt-wrong-pin', looks.prompt);
  });

  await person.lock();
  await asking('harbour.example', { get: {} }, async ({ tab }) => {
    await shoot(tab, 'prompt-get-locked', looks.prompt);
  });
  await asking('harbour.example', { create: { userName: 'ada' } }, async ({ tab }) => {
    await shoot(tab, 'prompt-create-locked', brief.prompt);
  });
  await person.unlock();
}

/** How ceremonies end. Each is looked at while it still stands. */
export async function endingScenes(studio: Studio): Promise<void> {
  const { shoot, person, browser } = studio;
  const asking = askingIn(studio);
  const shootEnding = async ({ tab }: Prompt, name: string) => {
    await tab.waitFor('.ending');
    await shoot(tab, `prompt-${name}`, { light: looks.prompt.light });
  };
  await asking(
    'harbour.example',
    { create: { ...discouraged, userName: 'grace', userId: 'Z3JhY2U' } },
    async (prompt) => {
      await prompt.confirm();
      await shootEnding(prompt, 'saved');
    },
  );
  await asking('tideline.example', { get: discouraged }, async (prompt) => {
    await prompt.confirm();
    await shootEnding(prompt, 'signed-in');
  });
  for (const how of ['gone', 'timeout', 'locked'] as const) {
    const site = await browser.open('https://harbour.example/');
    if (how === 'timeout') await browser.hurryBackground();
    await startGet(site);
    const prompt = await person.prompt();
    await prompt.tab.waitFor('html[data-ready]');
    if (how === 'gone') await site.close();
    if (how === 'locked') await person.lock();
    await shootEnding(prompt, how);
    await prompt.gone();
    if (how === 'timeout') await browser.killBackground();
    if (how === 'locked') await person.unlock();
    if (how !== 'gone') await site.close();
  }
}

/** The PIN is wrong too often: waiting, then blocked. Nothing opens the vault afterwards. */
export async function blockedScenes(studio: Studio): Promise<void> {
  const { shoot, person, page, popup } = studio;
  const asking = askingIn(studio);
  await person.lock();
  await asking('harbour.example', { get: {} }, async (prompt) => {
    for (let wrong = 0; wrong < 3; wrong += 1) {
      await prompt.typePin('harbour-0000');
      await prompt.confirm();
      await prompt.tab.waitFor('[data-action="confirm"]:not([aria-busy="true"])');
      await prompt.tab.waitFor('[role="alert"]');
    }
    await prompt.tab.waitFor('[role="timer"]');
    await shoot(prompt.tab, 'prompt-wait', looks.prompt);
  });
  const unlock = await popup('harbour.example');
  await shoot(unlock, 'popup-unlock-wait', looks.popup);
  // Somebody who tried again and again over the day.
  await unlock.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('latchkey');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('attempts', 'readwrite');
          tx.objectStore('attempts').put({ failures: 7, at: 0 }, 'pin');
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    undefined,
  );
  await unlock.close();
  await studio.browser.killBackground();
  await (await page('manager.html')).close();
  const last = await popup('harbour.example');
  await last.fill('[name="pin"]', 'harbour-0000');
  await last.click('[data-action="unlock"]');
  await last.waitFor('[data-action="unlock"]', 'gone');
  await shoot(last, 'popup-blocked', looks.popup);
  await last.close();
  await asking('harbour.example', { get: {} }, async ({ tab }) => {
    await shoot(tab, 'prompt-blocked', looks.prompt);
  });
  const manager = await page('manager.html');
  await shoot(manager, 'manager-blocked', brief.page);
  await manager.click('[data-action="start-over"]');
  await manager.waitFor('[data-action="erase-vault"]');
  await shoot(manager, 'manager-start-over', brief.page);
  await manager.close();
}
