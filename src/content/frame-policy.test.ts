import { afterEach, expect, test, vi } from 'vitest';
import { hasUntoldPolicy } from './frame-policy';

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

function isUntoldIn(window: Frame, document: object = {}) {
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  return hasUntoldPolicy();
}

test('where the browser tells the policy, none is untold', () => {
  expect(isUntoldIn(nested("publickey-credentials-get 'none'"), { featurePolicy: {} })).toBe(false);
});

test.each([
  ['the top', [], false],
  ['a frame of its own origin', [null], false],
  ['one with other permissions', ['fullscreen; geolocation'], false],
  ['one that may', ['publickey-credentials-get *; publickey-credentials-create'], false],
  ['one for others', ['fullscreen; publickey-credentials-get https://other.example'], true],
  ['one that may not ask', ["publickey-credentials-get 'none'"], true],
  ['one in one that may not ask', ["Publickey-Credentials-Create 'none'", null], true],
  ['one of another origin', [undefined], false],
] as const)('elsewhere: %s', (_, allows, expected) => {
  expect(isUntoldIn(nested(...allows))).toBe(expected);
});
