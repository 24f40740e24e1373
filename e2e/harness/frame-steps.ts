import { expect } from 'playwright/test';
import type { Browser, Tab } from './browser';
import { outcomeOf, startCreate } from './ceremony';
import { clientDataOf, type Frame } from './frames';
import type { Person } from './person';
import type { Sites } from './sites';

export const RP = 'rp.test';
export const refused = {
  ok: false,
  name: expect.stringMatching(/^(NotAllowed|Security)Error$/),
  isDomException: true,
};
/** Presence alone: the vault is open, so no prompt asks for the PIN. */
export const get = { rpId: RP, verification: 'discouraged' } as const;

/** The test page on rp.test, in a tab, with a passkey for it in the vault. */
export async function rpWithPasskey(latchkey: Browser, person: Person, sites: Sites): Promise<Tab> {
  const tab = await latchkey.open(`${sites.origin(RP)}/frame`);
  await startCreate(tab, get);
  await person.approve();
  expect(await outcomeOf(tab)).toMatchObject({ ok: true });
  return tab;
}

export async function signsIn(person: Person, frame: Frame): Promise<Record<string, unknown>> {
  await frame.startGet(get);
  await person.approve();
  return clientDataOf(await frame.outcome());
}

/** No prompt comes up. Where the browser has no secure context there is not even the interface. */
export async function isRefused(latchkey: Browser, frame: Frame): Promise<void> {
  const asked = await frame
    .startGet(get)
    .then(() => frame.outcome())
    .catch((error: Error) => error.message);
  if (typeof asked === 'string') expect(asked).toContain('PublicKeyCredential is not defined');
  else expect(asked).toMatchObject(refused);
  expect(await openPrompts(latchkey)).toBe(0);
}

/** Prompts that still show how the last ceremony ended do not count. */
export async function openPrompts(latchkey: Browser): Promise<number> {
  const prompt = await latchkey.find('popup/prompt.html', 0).catch(() => null);
  const asking = await prompt?.attributes('[data-action="cancel"]:enabled', 'name').catch(() => []);
  return asking?.length ?? 0;
}
