import { expect, test } from 'vitest';
import { creationOptions, requestOptions } from '../../core/testing/options';
import type { Mediation } from '../../core/webauthn/options';
import { entryOfCeremony } from './of-ceremony';

const failed = { kind: 'error', name: 'NotAllowedError', message: 'for the page' } as const;

function get(mediation: Mediation, rpId?: string) {
  const options = requestOptions(rpId === undefined ? {} : { rpId });
  return { request: { mediation, options } };
}

function create(mediation: Mediation, id?: string) {
  const options = creationOptions(id === undefined ? {} : { rp: { id, name: 'Secret name' } });
  return { request: { mediation, options } };
}

const record = (kind: 'create' | 'get', origin = 'https://login.example.org:8443') => ({
  kind,
  origin,
  isPrivate: false,
});

test.each([
  ['get', get('optional'), 'get'],
  ['get', get('conditional'), 'autofill'],
  ['create', create('optional'), 'create'],
  ['create', create('conditional'), 'upgrade'],
] as const)('a %s by %j', (kind, request, told) => {
  const entry = entryOfCeremony({ record: record(kind), request }, { outcome: failed, reason: 'timeout' });
  expect(entry).toEqual({
    ...{ kind: told, site: 'login.example.org:8443', rpId: null, result: 'failed', reason: 'timeout' },
  });
});

test('what is asked in a private window is not told', () => {
  const ceremony = { record: { ...record('get'), isPrivate: true }, request: get('optional') };
  expect(entryOfCeremony(ceremony, { outcome: failed, reason: 'timeout' })).toBeNull();
});

test('the RP ID is told where it is not the host', () => {
  const end = { outcome: { kind: 'native' }, reason: 'nothing-found' } as const;
  const told = (request: ReturnType<typeof get> | ReturnType<typeof create>) =>
    entryOfCeremony({ record: record('get'), request }, end)?.rpId;
  expect(told(get('optional', 'example.org'))).toBe('example.org');
  expect(told(get('optional', 'login.example.org'))).toBeNull();
  expect(told(create('optional', 'example.org'))).toBe('example.org');
});

test.each([
  [{ kind: 'native' }, 'browser'],
  [{ kind: 'standing' }, 'waits'],
  [failed, 'failed'],
] as const)('an outcome of %j is %s', (outcome, result) => {
  const ceremony = { record: record('get'), request: get('optional') };
  expect(entryOfCeremony(ceremony, { outcome, reason: 'cancelled' })?.result).toBe(result);
});

test('no name, id, challenge or message of the ceremony is in it', () => {
  const ceremony = { record: record('create'), request: create('optional', 'example.org') };
  const text = JSON.stringify(entryOfCeremony(ceremony, { outcome: failed, reason: 'internal' }));
  expect(text).not.toMatch(/Secret name|ada@|Ada|YWRh|Y2hhbGxlbmdl|for the page/);
});
