import { outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { clientDataOf, frameIn } from '../harness/frames';
import { RELATED_HOSTS } from '../harness/sites';

const RP = 'rp.test';
const FILE = '/.well-known/webauthn';
const present = { rpId: RP, verification: 'discouraged' } as const;

test('related origins (D17): five labels and no sixth, asked for without a trace of who asks, once', async ({
  latchkey,
  person,
  sites,
}) => {
  const origins = RELATED_HOSTS.map((host) => sites.origin(host));
  const body = JSON.stringify({
    origins: [sites.origin('login.rp.test'), ...origins.slice(0, 4), ...origins],
  });
  sites.serve(RP, FILE, { body, type: 'application/json' });
  sites.serve(RP, '/cookie', {
    body: 'a cookie that goes everywhere',
    headers: { 'Set-Cookie': 'who=ada; Secure; SameSite=None; Path=/' },
  });
  const asked = () => sites.asked(RP, FILE);

  const tab = await latchkey.open(`${sites.origin(RP)}/cookie`);
  await startCreate(tab, present);
  await person.approve();
  expect(await outcomeOf(tab)).toMatchObject({ ok: true });
  // The RP ID fits, so no file is asked for.
  expect(asked()).toEqual([]);

  await test.step('nothing is asked for by a page that only shows itself, or by a frame that may not call', async () => {
    await tab.goto(`${sites.origin('other.test')}/frame`);
    await frameIn(tab).embed({ src: `${sites.origin('first.test')}/frame` });
    await frameIn(tab, 0).startGet(present);
    expect(await frameIn(tab, 0).outcome()).toMatchObject({ ok: false, name: 'NotAllowedError' });
    expect(asked()).toEqual([]);
  });
  // login.rp.test has the label `rp`, so of the six hosts the first four are among the five labels.
  for (const [index, host] of RELATED_HOSTS.slice(0, 4).entries())
    await test.step(`${host} signs in`, async () => {
      await tab.goto(`${sites.origin(host)}/empty`);
      await startGet(tab, present);
      const prompt = await person.prompt();
      expect(await prompt.origin()).toBe(sites.origin(host));
      expect(await prompt.rpId()).toBe(RP);
      await person.approve();
      expect(clientDataOf(await outcomeOf(tab)).origin).toBe(sites.origin(host));
      expect(asked()).toHaveLength(index + 1);
    });
  await test.step('found once, it is known for the session', async () => {
    const before = asked().length;
    await startGet(tab, present);
    await (await person.prompt()).cancel();
    await outcomeOf(tab);
    expect(asked()).toHaveLength(before);
  });
  for (const host of RELATED_HOSTS.slice(4))
    await test.step(`${host} is one label too many`, async () => {
      await tab.goto(`${sites.origin(host)}/empty`);
      await startGet(tab, present);
      expect(await outcomeOf(tab)).toMatchObject({ ok: false, name: 'SecurityError' });
    });
  await test.step('another path of the file’s own site does get the cookie, the file does not', async () => {
    await tab.goto(`${sites.origin(RP)}/cookie`);
    expect(sites.asked(RP, '/cookie').at(-1)?.cookie).toBe('who=ada');
    for (const headers of asked()) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
      expect(JSON.stringify(headers)).not.toMatch(/extension:|latchkey|first\.test|second\.test/i);
    }
  });
});
