import type { CreationOptions, RequestOptions } from '../../core/webauthn/options';
import { creationOptions, requestOptions } from '../convert';
import { jsonForm } from '../json-form';

export const bytes = (...values: number[]) => new Uint8Array(values);

/** Options of a registration as a page gives them. */
export const creation = (over: object = {}) => ({
  rp: { name: 'Harbour' },
  user: { id: bytes(1), name: 'ada', displayName: 'Ada' },
  challenge: bytes(2),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  ...over,
});

/** As the background is sent them. */
export const created = (over: object = {}): CreationOptions => jsonForm(creationOptions(creation(over)));
export const requested = (over: object = {}): RequestOptions =>
  jsonForm(requestOptions({ challenge: bytes(2), ...over }));

/** As the structured clone would make it; null prototypes and absent members do not matter. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Logs reads of every member, at any depth. */
export function watched<T extends object>(value: T, log: string[], path = ''): T {
  return new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || ArrayBuffer.isView(target)) return member;
      if (Array.isArray(target)) return member;
      log.push(path + name);
      const isPlain = typeof member === 'object' && member !== null && !ArrayBuffer.isView(member);
      return isPlain && !Array.isArray(member) ? watched(member, log, `${path}${name}.`) : member;
    },
  });
}
