import { afterEach, expect, test, vi } from 'vitest';
import { framePolicy } from './frame-policy';

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

function policyIn(window: Frame, document: object = {}) {
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  const policy = framePolicy();
  return { get: policy('get'), create: policy('create') };
}

test('where the browser tells the policy, that holds', () => {
  const allowsFeature = (feature: string) => feature === 'publickey-credentials-get';
  const frame = nested("publickey-credentials-get 'none'");
  expect(policyIn(frame, { featurePolicy: { allowsFeature } })).toEqual({ get: true, create: false });
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
  ['one of another origin', [undefined], null, null],
  ['one of its own origin in that', [undefined, '*'], null, null],
] as const)('elsewhere: %s', (_, allows, get, create) => {
  expect(policyIn(nested(...allows))).toEqual({ get, create });
});
