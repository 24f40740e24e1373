import { describe, expect, it } from 'vitest';
import { convertCreate, convertGet } from './calls';
import { createCall, getCall } from './convert';
import { bytes, watched } from './testing/options';

describe('calls', () => {
  it('without a public key, or with null beside nothing, are not ours to judge', () => {
    expect(convertGet({})).toBeNull();
    expect(convertGet({ publicKey: undefined, password: true })).toBeNull();
    expect(() => convertGet({ publicKey: null })).toThrow(TypeError);
    expect(() => convertCreate({ publicKey: null })).toThrow(TypeError);
  });

  it.each([
    { password: true },
    { federated: { providers: ['https://a.test'] } },
    { otp: { transport: ['sms'] } },
    { identity: {} },
    { digital: {} },
    { mediation: 'surprise' },
  ])('with %o are the browser’s', (beside) =>
    expect(convertGet({ publicKey: { challenge: bytes(1) }, ...beside })).toBeNull(),
  );

  it('with words that change nothing are ours', () => {
    const publicKey = { challenge: bytes(1) };
    expect(convertGet({ publicKey, password: false, uiMode: 'sideways' })?.mediation).toBe('optional');
  });

  it('need a real signal', () => {
    const publicKey = { challenge: bytes(1) };
    for (const signal of [null, {}, 'abort', Object.create(AbortSignal.prototype)])
      expect(() => convertGet({ publicKey, signal })).toThrow(TypeError);
    const { signal } = new AbortController();
    expect(convertGet({ publicKey, signal })?.signal).toBe(signal);
  });

  it('read their own members in WebIDL’s order', () => {
    for (const convert of [createCall, getCall]) {
      const log: string[] = [];
      convert(watched({}, log));
      expect(log).toEqual([...log].sort());
    }
  });

  it('give the browser what was converted, and what is unknown here as the page has it', () => {
    const publicKey = { challenge: bytes(1), extensions: { payment: { isPayment: true, payeeName: 'A' } } };
    const options = { publicKey, unheardOf: 7 };
    const call = convertGet(options);
    publicKey.challenge.fill(9);
    const signal = AbortSignal.abort();
    const native = call?.nativeOptions(signal) as unknown as typeof options & { signal: AbortSignal };
    expect([...new Uint8Array(native.publicKey.challenge as unknown as ArrayBuffer)]).toEqual([1]);
    expect(native.publicKey.extensions.payment.payeeName).toBe('A');
    expect(native.unheardOf).toBe(7);
    expect(native.signal).toBe(signal);
  });
});
