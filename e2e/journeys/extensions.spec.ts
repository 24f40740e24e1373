import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Tab } from '../harness/browser';
import { type Get, type Outcome, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import type { Person } from '../harness/person';

const SALT = Buffer.from('the first salt').toString('base64url');
const OTHER = Buffer.from('another salt').toString('base64url');
const BLOB = Buffer.from('what the site keeps here').toString('base64url');

type Results = {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { first: string; second?: string } };
  readonly largeBlob?: { readonly supported?: boolean; readonly written?: boolean; readonly blob?: string };
  readonly [name: string]: unknown;
};

function resultsOf(outcome: Outcome): Results {
  if (!outcome.ok) throw new Error(`${outcome.name}: ${outcome.message}`);
  return outcome.response.clientExtensionResults as unknown as Results;
}

async function get(tab: Tab, person: Person, wanted: Get): Promise<Outcome> {
  await startGet(tab, { rpId: 'rp.test', verification: 'discouraged', ...wanted });
  await person.approve();
  return outcomeOf(tab);
}

test('prf gives the same 32 bytes at create, get and after a restart; largeBlob and credBlob come back', async ({
  latchkey,
  person,
  sites,
}) => {
  // Firefox's parse…FromJSON leaves it out.
  const knowsCredBlob = latchkey.name === 'chromium';
  const url = `${sites.origin('rp.test')}/empty`;
  let tab = await latchkey.open(url);
  await startCreate(tab, {
    rpId: 'rp.test',
    verification: 'discouraged',
    extensions: {
      credProps: true,
      prf: { eval: { first: SALT } },
      largeBlob: { support: 'required' },
      credBlob: BLOB,
      credentialProtectionPolicy: 'userVerificationOptional',
      unknownExtension: { deep: [1, 2, 3] },
    },
  });
  const prompt = await person.prompt();
  // prf is always evaluated for a verified person, whatever the site says of verification.
  expect(await prompt.asksPin()).toBe(true);
  await person.approve();
  const made = await outcomeOf(tab);
  if (!made.ok) throw new Error(`${made.name}: ${made.message}`);
  const { id } = made.response;
  const created = resultsOf(made);
  expect(created).toEqual({
    credProps: { rk: true },
    prf: { enabled: true, results: { first: expect.stringMatching(/^[\w-]{43}$/) } },
    largeBlob: { supported: true },
    ...(knowsCredBlob && { credBlob: true }),
  });
  const first = created.prf?.results?.first ?? '';

  await test.step('prf: the same at get, and by credential', async () => {
    const same = await get(tab, person, { extensions: { prf: { eval: { first: SALT, second: OTHER } } } });
    expect(resultsOf(same).prf?.results?.first).toBe(first);
    const second = resultsOf(same).prf?.results?.second;
    expect(second).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    const byCredential = await get(tab, person, {
      allow: [id],
      extensions: { prf: { eval: { first: SALT }, evalByCredential: { [id]: { first: OTHER } } } },
    });
    expect(resultsOf(byCredential).prf).toEqual({ results: { first: second } });
  });
  await test.step('prf: what contradicts the rules is refused without a prompt', async () => {
    await startGet(tab, {
      rpId: 'rp.test',
      extensions: { prf: { evalByCredential: { [id]: { first: SALT } } } },
    });
    expect(await outcomeOf(tab)).toMatchObject({ ok: false, name: 'NotSupportedError' });
    await startGet(tab, {
      rpId: 'rp.test',
      allow: [id],
      extensions: { prf: { evalByCredential: { AAAA: { first: SALT } } } },
    });
    expect(await outcomeOf(tab)).toMatchObject({ ok: false, name: 'SyntaxError' });
  });
  await test.step('largeBlob: written, then read', async () => {
    expect(
      resultsOf(await get(tab, person, { extensions: { largeBlob: { read: true } } })).largeBlob,
    ).toEqual({});
    const written = await get(tab, person, { allow: [id], extensions: { largeBlob: { write: BLOB } } });
    expect(resultsOf(written).largeBlob).toEqual({ written: true });
    const read = await get(tab, person, { extensions: { largeBlob: { read: true } } });
    expect(resultsOf(read).largeBlob).toEqual({ blob: BLOB });
  });
  await test.step('credBlob: in the signed authenticator data', async () => {
    if (!knowsCredBlob) return;
    const got = await get(tab, person, { extensions: { getCredBlob: true } });
    expect(resultsOf(got).getCredBlob).toBe(BLOB);
    if (!got.ok) return;
    const { authenticatorData } = (got.response as AuthenticationResponseJSON).response;
    expect(Buffer.from(authenticatorData, 'base64url').includes(Buffer.from(BLOB, 'base64url'))).toBe(true);
  });
  await test.step('prf and largeBlob after a restart of the browser', async () => {
    await latchkey.restart();
    tab = await latchkey.open(url);
    const again = await get(tab, person, {
      extensions: { prf: { eval: { first: SALT } }, largeBlob: { read: true } },
    });
    expect(resultsOf(again)).toEqual({ prf: { results: { first } }, largeBlob: { blob: BLOB } });
  });
});
