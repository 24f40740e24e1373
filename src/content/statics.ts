import type { Capabilities } from '../messages/page-bridge';
import type { Channel } from './channel';
import { replaceMember } from './patch';
import {
  append,
  define,
  getOwnPropertyDescriptor,
  NativePromise,
  ownKeys,
  promiseOf,
  sort,
  whenSettled,
} from './primordials';

/**
 * Adds what Latchkey can to what the browser can, in the static methods that tell a site about it (§sctn-getClientCapabilities
 * and its two older sisters, whose answers must agree with it).
 */
export function replaceCapabilities(channel: Channel): void {
  /** Ours, or null where there is nothing to add, such as no vault. */
  const ask = (answer: (ours: Capabilities | null) => void) =>
    channel.ask({ type: 'capabilities' }, (outcome) =>
      answer(outcome.kind === 'capabilities' ? outcome.capabilities : null),
    );

  const orOurs = (name: string, capability: string) =>
    replaceMember(
      PublicKeyCredential,
      name,
      (native, self, args) =>
        new NativePromise((resolve, reject) =>
          ask((ours) => {
            if (isTrue(ours, capability)) resolve(true);
            else
              whenSettled(
                promiseOf(() => native(self, args)),
                resolve,
                reject,
              );
          }),
        ),
    );
  orOurs('isUserVerifyingPlatformAuthenticatorAvailable', 'userVerifyingPlatformAuthenticator');
  orOurs('isConditionalMediationAvailable', 'conditionalGet');

  replaceMember(
    PublicKeyCredential,
    'getClientCapabilities',
    (native, self, args) =>
      new NativePromise((resolve, reject) =>
        whenSettled(
          promiseOf(() => native(self, args) as Promise<Capabilities>),
          (theirs) => ask((ours) => resolve(ours ? merge(theirs, ours) : theirs)),
          reject,
        ),
      ),
  );
}

function isTrue(capabilities: Capabilities | null, name: string): boolean {
  return capabilities !== null && getOwnPropertyDescriptor(capabilities, name)?.value === true;
}

/** Keys in ascending order, as the record of the standard has them. */
function merge(theirs: Capabilities, ours: Capabilities): Capabilities {
  const merged = {};
  const keys = ownKeys(theirs) as string[];
  const added = ownKeys(ours) as string[];
  for (let index = 0; index < added.length; index++) append(keys, added[index] as string);
  sort(keys);
  for (let index = 0; index < keys.length; index++) {
    const name = keys[index] as string;
    define(merged, name, isTrue(ours, name) || isTrue(theirs, name));
  }
  return merged;
}
