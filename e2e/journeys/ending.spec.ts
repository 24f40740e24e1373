import { abort, outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('a page that gives up closes the prompt', async ({ latchkey, person, sites }) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page);
  const prompt = await person.prompt();
  await abort(page);
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'AbortError', isDomException: true });
  await prompt.gone();
  expect(await person.list()).toEqual([]);
});

test('time that runs out closes the prompt', async ({ latchkey, person, sites }) => {
  await latchkey.hurryBackground();
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page, { timeout: 1000 });
  const prompt = await person.prompt();
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'NotAllowedError', isDomException: true });
  await prompt.gone();
});

test('a page that goes away takes its prompt along', async ({ latchkey, person, sites }) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page);
  const prompt = await person.prompt();
  await page.goto('about:blank');
  await prompt.gone();
});

test('locking the vault ends what it was asked', async ({ latchkey, person, sites }) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page);
  const prompt = await person.prompt();
  await person.lock();
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'NotAllowedError' });
  await prompt.gone();
});
