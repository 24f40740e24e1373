import { expect, test } from 'vitest';
import { authorization, readChallenge } from './http-auth';

/** The example of RFC 7616 §3.9.1. */
const person = { user: 'Mufasa', password: 'Circle of Life' };
const use = {
  ...{ method: 'GET', uri: '/dir/index.html', count: 1 },
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};
const digest = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('digest with %s answers as the standard does', (algorithm, response) => {
  const challenge = readChallenge(digest(algorithm));
  if (!challenge) throw new Error('no challenge');
  expect(authorization(challenge, person, use)).toContain(`response="${response}"`);
});

test('the strongest of several is taken, however they are written', () => {
  expect(readChallenge(`Basic realm="a, Digest", ${digest('MD5')}, ${digest('SHA-256')}`)).toMatchObject({
    ...{ scheme: 'digest', algorithm: 'SHA-256', realm: 'http-auth@example.org' },
  });
  expect(readChallenge('Negotiate, Basic realm="Nextcloud", charset="UTF-8"')).toEqual({ scheme: 'basic' });
  for (const header of [
    null,
    '',
    'Bearer realm="x"',
    'Digest realm="x"',
    'Digest realm="x", nonce="y", qop="auth-int"',
  ])
    expect(readChallenge(header)).toBeNull();
});

test('basic is UTF-8, as RFC 7617 has it', () => {
  const header = authorization({ scheme: 'basic' }, { user: 'test', password: '123£' }, use);
  expect(header).toBe('Basic dGVzdDoxMjPCow==');
});
