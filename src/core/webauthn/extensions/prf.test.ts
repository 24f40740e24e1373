import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBase64url, utf8 } from '../../bytes';
import { credentialSource } from '../../testing/credential-source';
import { hex } from '../../testing/test-platform';
import { prfVectors } from '../../testing/vectors';
import { choosePrfValues, evaluatePrf, prfAtCreate, prfAtGet, prfSalt } from './prf';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const b64 = (digits: string) => toBase64url(hex(digits));
const credRandom = hex(prfVectors.shared.authenticator_cred_random);

describe.each(prfVectors.cases)('the vector: $name', (vector) => {
  const second = vector.prf_eval_second;
  it('has the salts', () => {
    expect(toHex(prfSalt(hex(vector.prf_eval_first)))).toBe(vector.salt1);
    if (second !== undefined) expect(toHex(prfSalt(hex(second)))).toBe(vector.salt2);
  });

  it('has the results', () => {
    const values = {
      first: b64(vector.prf_eval_first),
      ...(second === undefined ? {} : { second: b64(second) }),
    };
    const results = second === undefined ? {} : { second: b64(vector.prf_results_second ?? '') };
    expect(evaluatePrf(credRandom, values)).toEqual({ first: b64(vector.prf_results_first), ...results });
  });
});

describe('choosePrfValues', () => {
  const id = hex('00ff');
  const forAll = { first: 'AA' };
  const forOne = { first: 'BB' };
  it.each([
    [
      'those of the credential before those for all',
      { eval: forAll, evalByCredential: { AP8: forOne } },
      forOne,
    ],
    [
      'those for all where the credential has none',
      { eval: forAll, evalByCredential: { AAAA: forOne } },
      forAll,
    ],
    ['none', { evalByCredential: { AAAA: forOne } }, null],
    ['none of an empty prf', {}, null],
  ])('takes %s', (_, prf, expected) => {
    expect(choosePrfValues(prf, id)).toBe(expected);
  });

  it('takes no inherited member for a credential’s values', () => {
    const named = Buffer.from('toString', 'base64url');
    expect(choosePrfValues({ evalByCredential: {} }, named)).toBeNull();
  });
});

describe('outputs', () => {
  const source = credentialSource('ada', { prf: { withUv: credRandom, withoutUv: hex('00'.repeat(32)) } });
  const without = credentialSource('ada', { prf: null });
  const prf = { eval: { first: toBase64url(utf8('salt')) } };
  // Written down from the standard by Node's own HMAC.
  const salt = prfSalt(utf8('salt'));
  const results = { first: createHmac('sha256', credRandom).update(salt).digest('base64url') };

  it('say enabled, with results for a verified person, at create', () => {
    expect(prfAtCreate({ prf }, source, true)).toEqual({ prf: { enabled: true, results } });
    expect(prfAtCreate({ prf }, source, false)).toEqual({ prf: { enabled: true } });
    expect(prfAtCreate({ prf: {} }, source, true)).toEqual({ prf: { enabled: true } });
    expect(prfAtCreate({ prf }, without, true)).toEqual({ prf: { enabled: false } });
    expect(prfAtCreate({}, source, true)).toEqual({});
  });

  it('have no enabled at get, and no results unverified or without seeds', () => {
    expect(prfAtGet({ prf }, source, true)).toEqual({ prf: { results } });
    expect(prfAtGet({ prf }, source, false)).toEqual({ prf: {} });
    expect(prfAtGet({ prf }, without, true)).toEqual({ prf: {} });
    expect(prfAtGet({ prf: {} }, source, true)).toEqual({ prf: {} });
    expect(prfAtGet({}, source, true)).toEqual({});
  });
});
