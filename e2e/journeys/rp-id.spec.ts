import { outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';

for (const host of ['other.test', 'not-rp.test', 'rp.test.other.test'])
  test(`${host} asking for rp.test gets SecurityError and no prompt`, async ({ latchkey, person, sites }) => {
    const victim = await demoPage(await latchkey.open(`${sites.origin('login.rp.test')}/`));
    await victim.signUp('ada');
    const prompt = await person.prompt();
    await person.approve();
    expect(await victim.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
    await prompt.gone();

    const thief = await latchkey.open(`${sites.origin(host)}/empty`);
    for (const start of [startGet, startCreate]) {
      await start(thief, { rpId: 'rp.test' });
      expect(await outcomeOf(thief)).toMatchObject({
        ok: false,
        name: 'SecurityError',
        isDomException: true,
      });
    }
    expect(await latchkey.count('popup/prompt.html')).toBe(0);
  });

test('a passkey of rp.test signs in on another of its hosts', async ({ latchkey, person, sites }) => {
  const login = await demoPage(await latchkey.open(`${sites.origin('login.rp.test')}/`));
  await login.signUp('ada');
  await person.approve();
  await login.shown();
  const app = await demoPage(await latchkey.open(`${sites.origin('app.rp.test')}/`));
  await app.signIn();
  const prompt = await person.prompt();
  expect(await prompt.rpId()).toBe('rp.test');
  expect(await prompt.origin()).toBe(sites.origin('app.rp.test'));
  await person.approve();
  expect(await app.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
});
