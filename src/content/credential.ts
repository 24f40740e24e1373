/**
 * The PublicKeyCredential that the page receives. It is a platform object without own properties under the
 * platform's prototypes; what it holds stands in a WeakMap that the accessors on those prototypes look into before
 * they ask the browser's own. So instanceof, JSON.stringify, destructured methods and Object.keys do as with a
 * native one, and native ones are as before.
 */
import type { Assertion, Registration } from '../core/webauthn/response';
import { decodeBase64url } from './base64url';
import { isArrayBuffer } from './buffer-source';
import { type Replacement, replaceMember } from './patch';
import {
  append,
  define,
  isArray,
  NativeArrayBuffer,
  ownKeys,
  setPrototypeOf,
  sort,
  uncurry,
} from './primordials';

/** By member: the value of an attribute, or what a method returns. */
type Slots = { readonly [member: string]: unknown };

const slotsOf = new WeakMap<object, Slots>();
const getSlots = uncurry<WeakMap<object, Slots>, [object], Slots | undefined>(WeakMap.prototype.get);
const setSlots = uncurry<WeakMap<object, Slots>, [object, Slots], unknown>(WeakMap.prototype.set);
const NativeTextEncoder = TextEncoder;

const TYPE = 'public-key';

/** Makes credentials from what came over the channel, and knows its own. */
export type Credentials = {
  of(ceremony: 'create' | 'get', made: Registration | Assertion): Credential;
  isOurs(value: unknown): boolean;
};

/** Lets the platform's attributes and methods know ours. Only for a window that has the interfaces. */
export function credentials(): Credentials {
  const { prototype } = PublicKeyCredential;
  const { prototype: registrationPrototype } = AuthenticatorAttestationResponse;
  const { prototype: assertionPrototype } = AuthenticatorAssertionResponse;
  const inherited = [Credential.prototype, AuthenticatorResponse.prototype];
  for (const owner of [...inherited, prototype, registrationPrototype, assertionPrototype])
    for (const name of Object.getOwnPropertyNames(owner))
      if (name !== 'constructor') replaceMember(owner, name, read(name));

  function credential(made: Registration | Assertion, response: object): Credential {
    const { id, authenticatorAttachment, clientExtensionResults } = made;
    // The same buffers for every call, in a new object for each, as WebIDL does with a dictionary.
    const results = plain(clientExtensionResults, true);
    const json = { ...made, rawId: id, type: TYPE };
    return platformObject(prototype, {
      id,
      type: TYPE,
      rawId: buffer(id),
      authenticatorAttachment,
      response,
      getClientExtensionResults: () => plain(results, false),
      toJSON: () => plain(json, false),
    }) as Credential;
  }

  return {
    isOurs: (value) => getSlots(slotsOf, value as object) !== undefined,
    of: (ceremony, made) =>
      credential(
        made,
        ceremony === 'create'
          ? platformObject(registrationPrototype, registrationSlots(made as Registration))
          : platformObject(assertionPrototype, assertionSlots(made as Assertion)),
      ),
  };
}

/** An accessor or method that knows our objects; all others are the browser's. */
function read(name: string): Replacement {
  return (native, self, args) => {
    const slots = getSlots(slotsOf, self as object);
    if (!slots || !(name in slots)) return native(self, args);
    const slot = slots[name];
    return typeof slot === 'function' ? slot() : slot;
  };
}

/** An object of a page's realm, in WebIDL's order of members, from JSON; strings become buffers if `bytes`. */
function plain(json: unknown, bytes: boolean): unknown {
  if (bytes && typeof json === 'string') return buffer(json);
  if (typeof json !== 'object' || json === null || isArrayBuffer(json)) return json;
  if (isArray(json)) {
    const list: unknown[] = [];
    for (let index = 0; index < json.length; index++) append(list, plain(json[index], bytes));
    return list;
  }
  const result = {};
  const keys = sort(ownKeys(json) as string[]);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as keyof typeof json;
    if (json[key] !== null) define(result, key, plain(json[key], bytes));
  }
  return result;
}

function buffer(base64url: string): ArrayBuffer {
  return decodeBase64url(base64url) ?? new NativeArrayBuffer(0);
}

/** A platform object rather than a plain one, so that it cannot be cloned; a text encoder holds nothing at all. */
function platformObject(prototype: object, slots: Slots): object {
  const object = new NativeTextEncoder();
  setPrototypeOf(object, prototype);
  // Without a prototype: a member is looked for by name, and the page may add to Object.prototype.
  setPrototypeOf(slots, null);
  setSlots(slotsOf, object, slots);
  return object;
}

/** §iface-authenticatorattestationresponse */
function registrationSlots({ response }: Registration): Slots {
  const { authenticatorData, publicKey, publicKeyAlgorithm, transports } = response;
  return {
    clientDataJSON: buffer(response.clientDataJSON),
    attestationObject: buffer(response.attestationObject),
    getAuthenticatorData: () => buffer(authenticatorData),
    getPublicKey: () => (publicKey === null ? null : buffer(publicKey)),
    getPublicKeyAlgorithm: () => publicKeyAlgorithm,
    getTransports: () => plain(transports, false),
  };
}

/** §iface-authenticatorassertionresponse */
function assertionSlots({ response }: Assertion): Slots {
  const { userHandle } = response;
  return {
    clientDataJSON: buffer(response.clientDataJSON),
    authenticatorData: buffer(response.authenticatorData),
    signature: buffer(response.signature),
    userHandle: userHandle === null ? null : buffer(userHandle),
  };
}
