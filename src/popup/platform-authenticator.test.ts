import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toBase64url } from '../core/bytes';
import type { PlatformTrouble } from './platform-authenticator';

vi.mock('../browser', () => ({ browser: { runtime: { getURL: () => 'chrome-extension://latchkey/' } } }));
const { askPlatform, makePlatformPasskey, platformAvailable } = await import('./platform-authenticator');

/** What a page of ours is given back by the browser; only what is read of it. */
class Credential {
  readonly rawId: ArrayBuffer;
  readonly prf: object | undefined;
  constructor(rawId: ArrayBuffer, prf: object | undefined) {
    this.rawId = rawId;
    this.prf = prf;
  }
  getClientExtensionResults() {
    return { prf: this.prf };
  }
  static isUserVerifyingPlatformAuthenticatorAvailable = async () => true;
}

type Asked = { readonly publicKey: Record<string, never> & { extensions: { prf: object } } };
const id = new Uint8Array(16).fill(7);
const secret = new Uint8Array(32).fill(9);
const asked: { create: Asked[]; get: Asked[] } = { create: [], get: [] };
const answers = {
  create: (): unknown => new Credential(id.buffer, { enabled: true, results: { first: secret.buffer } }),
  get: (): unknown => new Credential(id.buffer, { results: { first: secret.buffer } }),
};

beforeEach(() => {
  Object.assign(asked, { create: [], get: [] });
  answers.create = () => new Credential(id.buffer, { enabled: true, results: { first: secret.buffer } });
  answers.get = () => new Credential(id.buffer, { results: { first: secret.buffer } });
  vi.stubGlobal('PublicKeyCredential', Credential);
  vi.stubGlobal('navigator', {
    credentials: {
      create: async (options: Asked) => {
        asked.create.push(options);
        return answers.create();
      },
      get: async (options: Asked) => {
        asked.get.push(options);
        return answers.get();
      },
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

function fails(name: string): () => never {
  return () => {
    throw new DOMException('test', name);
  };
}
const way = { slot: 's', credentialId: toBase64url(id), prfSalt: toBase64url(secret), addedAt: 1 };

test('a passkey whose prf answers at once is asked once, and must verify the person', async () => {
  const made = await makePlatformPasskey([]);
  expect(made).toMatchObject({ result: 'ok', credentialId: toBase64url(id), prf: toBase64url(secret) });
  expect(asked.get).toEqual([]);
  expect(asked.create[0]?.publicKey).toMatchObject({
    rp: { name: 'Latchkey' },
    authenticatorSelection: { userVerification: 'required', authenticatorAttachment: 'platform' },
  });
});

test('one whose prf answers only on use is asked a second time, for the same salt', async () => {
  answers.create = () => new Credential(id.buffer, { enabled: true });
  const made = await makePlatformPasskey([]);
  expect(made).toMatchObject({ result: 'ok', prf: toBase64url(secret) });
  const first = asked.create[0]?.publicKey.extensions.prf as { eval: { first: Uint8Array } };
  expect(asked.get[0]?.publicKey).toMatchObject({
    userVerification: 'required',
    allowCredentials: [{ id, type: 'public-key' }],
    extensions: { prf: { evalByCredential: { [toBase64url(id)]: { first: first.eval.first } } } },
  });
});

test('each gets a salt of its own', async () => {
  const salts = [await makePlatformPasskey([]), await makePlatformPasskey([])].map(
    (made) => made.result === 'ok' && made.prfSalt,
  );
  expect(new Set(salts).size).toBe(2);
});

test('those that are set up are excluded', async () => {
  await makePlatformPasskey([way]);
  expect(asked.create[0]?.publicKey).toMatchObject({ excludeCredentials: [{ id, type: 'public-key' }] });
});

type Case = readonly [what: string, answer: () => unknown, result: PlatformTrouble];
const refusals: readonly Case[] = [
  ['no prf at all', () => new Credential(id.buffer, undefined), 'no-prf'],
  ['a prf that is not enabled', () => new Credential(id.buffer, { enabled: false }), 'no-prf'],
  ['something else than a passkey', () => null, 'unavailable'],
  ['a person who cancels', fails('NotAllowedError'), 'cancelled'],
  ['one that is set up', fails('InvalidStateError'), 'already'],
  ['a browser that forbids it', fails('SecurityError'), 'unavailable'],
];
test.each(refusals)('%s is told', async (_, answer, result) => {
  answers.create = answer;
  expect(await makePlatformPasskey([])).toEqual({ result });
});

test('a second step that is cancelled or gives no secret leaves nothing set up', async () => {
  answers.create = () => new Credential(id.buffer, { enabled: true });
  answers.get = fails('NotAllowedError');
  expect(await makePlatformPasskey([])).toEqual({ result: 'cancelled' });
  answers.get = () => new Credential(id.buffer, {});
  expect(await makePlatformPasskey([])).toEqual({ result: 'no-prf' });
});

test('asked to open: of several, the slot of the one that answered, with the person verified', async () => {
  const other = { ...way, slot: 'other', credentialId: toBase64url(new Uint8Array(16)) };
  expect(await askPlatform([other, way])).toEqual({
    result: 'ok',
    proof: { by: 'platform', slot: 's', prf: toBase64url(secret) },
  });
  expect(asked.get[0]?.publicKey).toMatchObject({
    userVerification: 'required',
    allowCredentials: [{ id: new Uint8Array(16) }, { id }],
    extensions: { prf: { evalByCredential: { [other.credentialId]: {}, [way.credentialId]: {} } } },
  });
});

const silences: readonly Case[] = [
  ['no secret', () => new Credential(id.buffer, {}), 'no-prf'],
  ['another passkey', () => new Credential(new ArrayBuffer(4), { results: { first: secret } }), 'no-prf'],
  ['a person who cancels', fails('NotAllowedError'), 'cancelled'],
  ['a browser that forbids it', fails('NotSupportedError'), 'unavailable'],
];
test.each(silences)('asked to open, %s is told', async (_, answer, result) => {
  answers.get = answer;
  expect(await askPlatform([way])).toEqual({ result });
});

test('where the browser has no such question, there is none', async () => {
  expect(await platformAvailable()).toBe(true);
  vi.stubGlobal('PublicKeyCredential', undefined);
  expect(await platformAvailable()).toBe(false);
});
