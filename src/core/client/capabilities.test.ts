import { expect, test } from 'vitest';
import { mergeCapabilities } from './capabilities';

test('what either can do, can be done', () => {
  const native = { conditionalGet: false, hybridTransport: true, relatedOrigins: false };
  const ours = { conditionalGet: true, relatedOrigins: false, signalUnknownCredential: true };
  expect(mergeCapabilities(native, ours)).toEqual({
    conditionalGet: true,
    hybridTransport: true,
    relatedOrigins: false,
    signalUnknownCredential: true,
  });
});

test('keys are in lexicographic order, extensions among them', () => {
  const native = {
    userVerifyingPlatformAuthenticator: true,
    hybridTransport: true,
    conditionalCreate: false,
  };
  const ours = { 'extension:prf': true, 'extension:appid': true, conditionalGet: true };
  expect(Object.keys(mergeCapabilities(native, ours))).toEqual([
    ...['conditionalCreate', 'conditionalGet', 'extension:appid', 'extension:prf'],
    ...['hybridTransport', 'userVerifyingPlatformAuthenticator'],
  ]);
});

test('without a native method, ours alone', () => {
  expect(mergeCapabilities(null, { conditionalGet: true })).toEqual({ conditionalGet: true });
});

test('what neither knows is not disclosed', () => {
  expect(mergeCapabilities({ conditionalGet: true }, {})).not.toHaveProperty('conditionalCreate');
});
