import { expect, test } from '../harness/fixtures';
import { tryWrongPin } from '../harness/wrong-pin';

const NEXT_PIN = 'lantern-5208';

test('a vault that nothing opens any more is erased once asked again, and a new one made', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  const prompt = await person.prompt();
  await person.approve();
  await shop.shown();
  await prompt.gone();
  await person.lock();
  for (let wrong = 1; wrong <= 8; wrong += 1) {
    const tab = await tryWrongPin(latchkey, `wrong-pin-${wrong}`);
    await tab.close();
    // A worker that saw the last try does not believe the clock alone.
    await latchkey.killBackground();
  }

  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  await manager.click('[data-action="start-over"]');
  await manager.waitFor('[data-action="erase-vault"]');
  await manager.waitFor('[data-action="cancel"]:focus');
  await manager.press('Enter');
  await manager.waitFor('[data-action="start-over"]:focus');
  expect(await manager.attribute('html', 'data-vault')).toBe('locked');

  await manager.click('[data-action="start-over"]');
  await manager.click('[data-action="erase-vault"]');
  await manager.waitFor('html[data-vault="none"]');
  await manager.fill('input[name="pin"]', NEXT_PIN);
  await manager.fill('input[name="pin-repeat"]', NEXT_PIN);
  await manager.click('[data-action="create-vault"]');
  await manager.waitFor('html[data-vault="unlocked"]');
  // The vault is only the first step, here as on the welcome page.
  await manager.waitFor('[data-view="welcome"] [data-action="new-recovery-key"]');
  await manager.click('[data-view="welcome"] [data-action="open-manager"]');
  await manager.waitFor('[data-view="list"]');
  await manager.close();
  expect(await person.list()).toEqual([]);

  await shop.signOut();
  await shop.tab.show();
  await shop.signUp('grace');
  await person.approve(NEXT_PIN);
  expect(await shop.shown()).toMatchObject({ account: 'grace', outcome: 'done' });
});
