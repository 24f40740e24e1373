import { startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('the welcome page opens by itself and makes the vault', async ({ latchkey, newcomer }) => {
  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.waitFor('[data-view="welcome"]');
  expect(await welcome.attribute('html', 'data-vault')).toBe('none');
  await newcomer.makeVault();
  expect(await newcomer.vault()).toBe('unlocked');
  expect(await newcomer.list()).toEqual([]);
});

test('a PIN that is short or repeated wrongly makes no vault', async ({ latchkey, newcomer }) => {
  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.fill('input[name="pin"]', '12345');
  await welcome.fill('input[name="pin-repeat"]', '12345');
  await welcome.click('[data-action="create-vault"]');
  await welcome.waitFor('[role="alert"]');
  await welcome.fill('input[name="pin"]', 'harbour-7431');
  await welcome.fill('input[name="pin-repeat"]', 'harbour-7432');
  await welcome.click('[data-action="create-vault"]');
  await welcome.waitFor('[role="alert"]');
  expect(await newcomer.vault()).toBe('none');
});

test('without a vault Latchkey stays out of the way', async ({ latchkey, newcomer, sites }) => {
  await latchkey.find('popup/welcome.html');
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startGet(page);
  await newcomer.noPromptWithin(1500);
});
