import { afterEach, expect, test, vi } from 'vitest';
import { framePolicy } from './frame-policy';

/** What the browser says to the get() that only asks. */
let said: Error | null = null;
let asked = 0;

type Frame = { parent: Frame; frameElement: { getAttribute(): string | null } | null };

/** The window of a frame with these `allow` attributes, from the top down; undefined: another origin above. */
function nested(...allows: (string | null | undefined)[]): Frame {
  const top = { frameElement: null } as unknown as Frame;
  top.parent = top;
  return allows.reduce<Frame>(
    (parent, allow) => ({ parent, frameElement: allow === undefined ? null : { getAttribute: () => allow } }),
    top,
  );
}

afterEach(() => vi.unstubAllGlobals());

async function policyIn(window: Frame, document: object = {}) {
  asked = 0;
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  const get = async () => {
    asked += 1;
    if (said) throw said;
  };
  vi.stubGlobal('navigator', { credentials: { get } });
  const policy = framePolicy();
  const before = asked;
  const answers = { get: await policy('get'), create: await policy('create') };
  // Firefox gives up the page's own call for a later one.
  expect(asked, 'asked before the page can call').toBe(before);
  return answers;
}

test('where the browser tells the policy, that holds', async () => {
  const allowsFeature = (feature: string) => feature === 'publickey-credentials-get';
  const frame = nested("publickey-credentials-get 'none'");
  expect(await policyIn(frame, { featurePolicy: { allowsFeature } })).toEqual({ get: true, create: false });
});

test.each([
  ['the top', [], true, true],
  ['a frame of its own origin', [null], true, true],
  ['one with other permissions', ['fullscreen; geolocation'], true, true],
  ['one that is given it', ["publickey-credentials-get *; publickey-credentials-create 'self'"], true, true],
  ['one that is given it by name alone', ['publickey-credentials-get'], true, true],
  ['one for others', ['fullscreen;publickey-credentials-get https://other.example'], null, true],
  ['one that may not ask', ["publickey-credentials-get 'none'"], null, true],
  ['one in one that may not make', [" Publickey-Credentials-Create  'none' ", null], true, null],
] as const)('elsewhere: %s', async (_, allows, get, create) => {
  expect(await policyIn(nested(...allows))).toEqual({ get, create });
});

test.each([
  ['SecurityError', true],
  ['NotAllowedError', false],
  ['TimeoutError', null],
  ['TypeError', null],
] as const)('a frame of another origin asks by a get() that comes to nothing: %s', async (name, get) => {
  said = Object.assign(new Error(), { name });
  expect(await policyIn(nested(undefined))).toEqual({ get, create: null });
  expect(await policyIn(nested(undefined, '*'))).toEqual({ get, create: null });
});

test('an answer that should not be is none', async () => {
  said = null;
  expect(await policyIn(nested(undefined))).toEqual({ get: null, create: null });
});
