import { fileURLToPath } from 'node:url';
import { axeFaults } from '../harness/axe';
import type { Tab } from '../harness/browser';
import { abort, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { chooseFile } from '../harness/files';
import { expect, test } from '../harness/fixtures';
import { syncStates } from '../harness/sync-states';
import { type Answers, endingsStay, tells } from '../harness/told';
import * as told from '../harness/told-views';

test('axe finds nothing in Latchkey’s pages', async ({ latchkey, newcomer, shop }) => {
  test.slow();
  const faults: string[] = [];
  const look = async (
    path: string,
    view: string,
    wait: string,
    act?: (tab: typeof shop.tab) => Promise<void>,
  ) => {
    const tab = await latchkey.open(latchkey.extensionUrl(`popup/${path}`));
    await tab.waitFor('html[data-ready]');
    await tab.waitFor(wait);
    await act?.(tab);
    faults.push(...(await axeFaults(tab, view)));
    await tab.close();
  };

  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.waitFor('[name="pin"]');
  faults.push(...(await axeFaults(welcome, 'welcome')));
  // It does find what is wrong.
  await welcome.evaluate(
    () => document.querySelector('main')?.append(document.createElement('input')),
    undefined,
  );
  expect(await axeFaults(welcome, 'a field without a name')).not.toEqual([]);
  await welcome.evaluate(() => document.querySelector('main > input')?.remove(), undefined);
  await look('popup.html', 'popup without a vault', '[data-action="open-welcome"]');
  await look('welcome.html#join', 'welcome, with another device', '[data-view="welcome"]');

  await newcomer.makeVault();
  await newcomer.setPromptSurface('window');
  await look('welcome.html', 'welcome, done', '[data-view="welcome"]');
  await look('popup.html', 'popup, empty', '.empty');
  await look('manager.html', 'manager, empty', '.empty');

  for (const userName of ['ada', 'grace']) {
    await shop.tab.show();
    await startCreate(shop.tab, { userName, userId: Buffer.from(userName).toString('base64url') });
    await newcomer.approve();
    expect((await outcomeOf(shop.tab)).ok).toBe(true);
  }
  await look('popup.html', 'popup', '[data-credential]');
  await look('manager.html', 'manager', '[data-credential]');
  await look('manager.html', 'manager, selected', '[data-credential]', (tab) =>
    tab.click('[data-action="select-all"]'),
  );
  await look('manager.html', 'passkey', '[data-credential]', async (tab) => {
    await tab.click('[data-credential] a');
    await tab.waitFor('[data-view="credential"] h1');
  });
  for (const view of ['settings', 'activity', 'exchange'])
    await look(`manager.html#${view}`, view, `[data-view="${view}"]`);

  await shop.tab.show();
  const popup = await latchkey.openToolbarPopup();
  await popup.waitFor('[data-site="localhost"]');
  await popup.close();

  await newcomer.lock();
  await look('popup.html', 'unlock', '[data-view="unlock"]');
  await look('manager.html', 'unlock, wrong', '[data-view="unlock"]', async (tab) => {
    await tab.fill('[name="pin"]', 'harbour-0000');
    await tab.click('[data-action="unlock"]');
    await tab.waitFor('[role="alert"]');
  });
  expect(faults).toEqual([]);
});

test('axe finds nothing in the prompt', async ({ latchkey, person, shop }) => {
  test.slow();
  const faults: string[] = [];
  const look = async (view: string, act?: (tab: typeof shop.tab) => Promise<void>) => {
    const prompt = await person.prompt();
    await act?.(prompt.tab);
    faults.push(...(await axeFaults(prompt.tab, view)));
    return prompt;
  };
  const leave = async (prompt: Awaited<ReturnType<typeof look>>) => {
    await abort(shop.tab);
    await prompt.gone();
  };

  /** A page of ours shows the same prompt and its ending, and has no clock that ends it. */
  const lookAtEnding = async (how: string, ask: () => Promise<void>, end = () => person.approve()) => {
    const beside = await latchkey.open('about:blank');
    await endingsStay(beside);
    await beside.goto(latchkey.extensionUrl('popup/popup.html'));
    await beside.waitFor('html[data-ready]');
    await shop.tab.show();
    await ask();
    const prompt = await person.prompt();
    await end();
    await beside.waitFor('.ending');
    await prompt.gone();
    faults.push(...(await axeFaults(beside, how)));
    await beside.close();
    await outcomeOf(shop.tab);
  };

  await startCreate(shop.tab, { verification: 'discouraged' });
  await leave(await look('create, presence'));
  for (const userName of ['ada', 'grace']) {
    await startCreate(shop.tab, { userName, userId: Buffer.from(userName).toString('base64url') });
    const prompt = await look(`create ${userName}`);
    await person.approve();
    await outcomeOf(shop.tab);
    await prompt.gone();
  }
  await startGet(shop.tab);
  await leave(
    await look('accounts, wrong PIN', async (tab) => {
      await tab.fill('[name="pin"]', 'harbour-0000');
      await tab.click('[data-action="confirm"]');
      await tab.waitFor('[role="alert"]');
    }),
  );
  await startGet(shop.tab, { verification: 'discouraged' });
  await leave(await look('accounts'));
  await lookAtEnding('saved', () => startCreate(shop.tab, { verification: 'discouraged', userId: 'bmV3' }));
  const get = () => startGet(shop.tab, { verification: 'discouraged' });
  await lookAtEnding('signed in', get);
  await lookAtEnding('page gone', get, () => abort(shop.tab));
  await person.lock();
  await shop.tab.show();
  await startGet(shop.tab);
  await leave(await look('locked'));
  expect(faults).toEqual([]);
});

test('axe finds nothing in what is rarely seen', async ({ latchkey, person }) => {
  test.slow();
  const faults: string[] = [];
  expect(await person.vault()).toBe('unlocked');
  const look = async (
    path: string,
    view: string,
    wait: string,
    answers: Answers = {},
    act?: (tab: Tab) => Promise<void>,
  ) => {
    const tab = await latchkey.open('about:blank');
    await tells(tab, answers);
    await tab.goto(latchkey.extensionUrl(`popup/${path}`));
    await tab.waitFor('html[data-ready]');
    await tab.waitFor(wait);
    await act?.(tab);
    faults.push(...(await axeFaults(tab, view)));
    await tab.close();
  };
  const list = { 'passkeys-part': { passkeys: [told.passkey], total: 1 }, 'passkeys-list': [told.passkey] };

  for (const [state, view] of Object.entries(told.prompts))
    await look('prompt.html?ceremony=told', `prompt, ${state}`, '[data-action="cancel"]', {
      'prompt-view': view,
    });

  for (const ended of ['excluded', 'failed', 'timeout', 'locked'] as const)
    await look('prompt.html?ceremony=told', `prompt, ${ended}`, '[data-rp-id] .ending', {
      ...{ ended, 'prompt-view': told.prompts.replaces },
    });

  for (const site of told.sites)
    await look('popup.html', `site card, ${site.state}`, '.site-card', { ...list, 'site-status': site });
  await look('popup.html', 'popup, offers and changes', '[data-change]', {
    ...list,
    'standing-offers': told.offers,
    'site-changes-list': told.changes,
  });

  await look(
    'manager.html',
    'nothing opens it',
    '[data-action="start-over"]',
    { 'vault-status': told.shut },
    (tab) => tab.click('[data-action="start-over"]'),
  );
  await look(
    'popup.html',
    'what opens it may be lost',
    '[data-action="start-over"]',
    { 'vault-status': { ...told.shut, ways: { ...told.shut.ways, recoveryKey: true } } },
    (tab) => tab.click('[data-action="start-over"]'),
  );
  await look(
    'manager.html#settings',
    'nothing opens it once it locks',
    '[data-action="change-pin"]',
    { 'vault-status': { ...told.shut, state: 'unlocked' } },
    async (tab) => {
      await tab.click('[data-action="change-pin"]');
      await tab.waitFor('.proof-form [role="alert"]');
    },
  );

  await look('manager.html#trash', 'trash, empty', '[data-view="trash"] .empty');
  const trash = { 'trash-list': told.trashed, 'damaged-list': told.damaged };
  await look('manager.html#trash', 'trash', '[data-action="empty-trash"]', trash, (tab) =>
    tab.click('[data-action="empty-trash"]'),
  );
  await look(
    `manager.html#passkey/${told.passkey.id}`,
    'passkey, all told',
    '[data-view="credential"] h1',
    { ...list, 'passkeys-details': told.details },
    (tab) =>
      tab.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      }, undefined),
  );

  for (const [state, status] of Object.entries(syncStates(Date.now(), [told.passkey.id])))
    await look('manager.html#sync', `sync, ${state}`, `[data-sync="${status.state}"]`, {
      ...{ ...list, 'sync-status': status, 'passkeys-details': told.details },
    });
  await look('manager.html#sync', 'sync, WebDAV', '[name="place"]', {}, async (tab) => {
    await tab.click('[name="place"][value="webdav"]');
    await tab.waitFor('[name="webdav-url"]');
  });

  const files = new URL('../../src/core/exchange/testing/files/bitwarden/', import.meta.url);
  const bring = (file: string, wait: string) => async (tab: Tab) => {
    await chooseFile(tab, '[name="file"]', fileURLToPath(new URL(file, files)));
    await tab.waitFor(wait);
  };
  const exchange = ['manager.html#exchange', '[name="file"]'] as const;
  for (const [what, act] of [
    ['import, summary', bring('plain.json', '[data-action="import"]')],
    ['import, passphrase', bring('pbkdf2.json', '[data-action="open-file"]')],
    ['import, refused', bring('account-restricted.json', '[role="alert"]')],
    ['export, plain', (tab: Tab) => tab.click('[name="kind"][value="cxf"]')],
  ] as const)
    await look(exchange[0], what, exchange[1], {}, act);

  for (const language of ['ar', 'ja'])
    await look('manager.html#settings', `settings in ${language}`, '[name="language"]', {}, async (tab) => {
      await tab.choose('select[name="language"]', language);
      await tab.waitFor(`html[lang="${language}"]`);
    });
  expect(faults).toEqual([]);
});
