import { type Browser, type Tab, until } from '../harness/browser';
import { outcomeOf, startCreate, startCreateWith, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import type { Person } from '../harness/person';

const conditional = { mediation: 'conditional' } as const;

async function create(site: Tab, person: Person): Promise<string> {
  await site.show();
  await startCreate(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  const made = await outcomeOf(site);
  if (!made.ok) throw new Error(made.message);
  await prompt.gone();
  return made.response.id;
}

/** What the popup says that sites changed. */
async function changes(latchkey: Browser, act?: (popup: Tab) => Promise<void>): Promise<string[]> {
  const popup = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await popup.waitFor('html[data-ready]');
  await act?.(popup);
  const told = await popup.attributes('[data-change]', 'data-change');
  await popup.close();
  return told;
}

const undo = async (popup: Tab) => {
  await popup.click('[data-action="undo-change"]');
  await popup.waitFor('[data-change]', 'gone');
};

type Signals = {
  signalUnknownCredential(of: object): Promise<void>;
  signalCurrentUserDetails(of: object): Promise<void>;
};

test('what a site signals is told, and taken back by the person', async ({ latchkey, person, sites }) => {
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  const credentialId = await create(site, person);
  const unknown = (rpId: string) =>
    site.evaluate(
      async (of) => {
        const { signalUnknownCredential } = PublicKeyCredential as unknown as Signals;
        return signalUnknownCredential.call(PublicKeyCredential, of).then(
          (answer) => String(answer),
          (error: Error) => error.name,
        );
      },
      { rpId, credentialId },
    );

  // The answer is the same whatever is held, and another site's name is none of this one's business.
  expect(await unknown('other.test')).toBe('SecurityError');
  expect(await unknown('rp.test')).toBe('undefined');
  await until('the change to be told', async () => (await changes(latchkey)).join() === 'hidden');
  await site.show();
  await startGet(site);
  await person.noPromptWithin(300);
  expect(await changes(latchkey, undo)).toEqual([]);

  await site.goto(`${sites.origin('rp.test')}/empty?again`);
  await startGet(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true, response: { id: credentialId } });
  await prompt.gone();

  await site.evaluate(async (rpId) => {
    const { signalCurrentUserDetails } = PublicKeyCredential as unknown as Signals;
    const details = { rpId, userId: 'dXNlci0x', name: 'lovelace', displayName: 'Countess' };
    await signalCurrentUserDetails.call(PublicKeyCredential, details);
  }, 'rp.test');
  await until('the new name', async () => (await person.list())[0]?.text.includes('lovelace') === true);
  expect(await changes(latchkey, undo)).toEqual([]);
  expect((await person.list())[0]?.text).toContain('ada');

  // Said to a locked vault, it waits until that opens.
  await person.lock();
  expect(await unknown('rp.test')).toBe('undefined');
  await person.unlock();
  await until('the change to be told', async () => (await changes(latchkey)).join() === 'hidden');
});

test('an automatic upgrade needs consent for good and a sign-in before it; its notice takes it back', async ({
  latchkey,
  person,
  sites,
}) => {
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  await create(site, person);
  const signIn = async () => {
    await site.show();
    await startGet(site, { verification: 'discouraged' });
    const prompt = await person.prompt();
    await person.approve();
    expect(await outcomeOf(site)).toMatchObject({ ok: true });
    await prompt.gone();
  };
  // Where Latchkey does not upgrade, the browser may: without a passkey provider of its own it refuses, and Firefox,
  // which knows no upgrades, refuses in another way.
  const refused = { ok: false, name: latchkey.name === 'firefox' ? 'NotSupportedError' : 'NotAllowedError' };
  const upgrade = async (userId: string) => {
    await startCreateWith(site, conditional, { userId, userName: 'grace' });
    return outcomeOf(site);
  };
  await signIn();
  expect(await upgrade('dXNlci0y')).toMatchObject(refused);

  const settings = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await settings.click('[name="automatic-upgrades"]');
  await settings.waitFor('[role="status"]');
  await settings.close();
  const made = await upgrade('dXNlci0y');
  if (!made.ok) throw new Error(made.message);
  const { authenticatorData } = made.response.response as { authenticatorData: string };
  // Neither UP nor UV.
  expect((Buffer.from(authenticatorData, 'base64url')[32] ?? 0) & 0b101).toBe(0);
  expect((await person.list()).map(({ id }) => id)).toContain(made.response.id);
  // One sign-in, one upgrade.
  expect(await upgrade('dXNlci0z')).toMatchObject(refused);
  await signIn();
  // The account has a passkey here now, and none is ever replaced in silence.
  expect(await upgrade('dXNlci0y')).toMatchObject({ ok: false, name: 'NotAllowedError' });
  expect(await changes(latchkey)).toEqual(['added']);
  expect(await changes(latchkey, undo)).toEqual([]);
  expect((await person.list()).map(({ id }) => id)).not.toContain(made.response.id);

  // Another origin, where nobody signed in.
  await site.goto(`${sites.origin('app.rp.test')}/empty`);
  expect(await upgrade('dXNlci0z')).toMatchObject(refused);
});
