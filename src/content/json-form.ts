import { encodeBase64url } from './base64url';
import { isArrayBuffer } from './buffer-source';
import { append, create, define, isArray, ownKeys } from './primordials';

/** What becomes of a converted value when it is sent: bytes are base64url, absent members are gone. */
export type JsonForm<T> = T extends ArrayBuffer
  ? string
  : T extends readonly (infer Item)[]
    ? JsonForm<Item>[]
    : T extends object
      ? { [Name in keyof T as undefined extends T[Name] ? never : Name]: JsonForm<T[Name]> } & {
          [Name in keyof T as undefined extends T[Name] ? Name : never]?: JsonForm<
            Exclude<T[Name], undefined>
          >;
        }
      : T;

/** Own properties only: the prototype of a converted dictionary is the page's object. */
export function jsonForm<T>(value: T): JsonForm<T> {
  return toJson(value) as JsonForm<T>;
}

function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) {
    const list: unknown[] = [];
    for (let index = 0; index < value.length; index++) append(list, toJson(value[index]));
    return list;
  }
  if (isArrayBuffer(value)) return encodeBase64url(value);
  const result: object = create(null);
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as keyof typeof value;
    if (value[key] !== undefined) define(result, key, toJson(value[key]));
  }
  return result;
}
