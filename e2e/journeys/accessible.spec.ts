import { axeFaults } from '../harness/axe';
import { abort, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

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

test('axe finds nothing in the prompt', async ({ person, shop }) => {
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
  await person.lock();
  await shop.tab.show();
  await startGet(shop.tab);
  await leave(await look('locked'));
  expect(faults).toEqual([]);
});
