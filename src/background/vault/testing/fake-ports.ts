import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import { as, type Bytes, own } from '../../../core/bytes';
import type { Platform } from '../../../core/platform';
import type { Argon2id } from '../../../core/vault/kdf';
import type { CredentialSource } from '../../../core/webauthn/credential-source';
import type { SessionArea } from '../session-key';

/**
 * Another library's Argon2id at a cost that tests can pay: 1 KiB for each MiB asked for, one pass for each three.
 * The costs asked for still decide the outcome, and production's checks of them stay in force.
 */
export function cheapNoble(
  password: Uint8Array,
  salt: Uint8Array,
  { m, t, p }: { readonly m: number; readonly t: number; readonly p: number },
): Uint8Array {
  return nobleArgon2id(password, salt, { m: Math.ceil(m / 1024), t: Math.ceil(t / 3), p, dkLen: 32 });
}

export const cheapArgon2id: Argon2id = async ({ password, salt, memoryKiB, iterations, parallelism }) =>
  own(cheapNoble(password, salt, { m: memoryKiB, t: iterations, p: parallelism }));

/** A session area in memory; `values` is all of it. */
export function memorySession(): SessionArea & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    get: async (key) => structuredClone(values.get(key)),
    set: async (key, value) => void values.set(key, structuredClone(value)),
    remove: async (key) => void values.delete(key),
  };
}

/** WebCrypto and real randomness, with a clock that a test turns. */
export function clockedPlatform(): Platform & { time: number } {
  const platform = {
    subtle: crypto.subtle as unknown as Platform['subtle'],
    random: (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length)),
    time: 1_767_225_600_000,
    now: () => platform.time,
  };
  return platform;
}

let made = 0;

/** A source with all its fields, other than any before it; `with` changes what a test cares for. */
export function someSource(change: Partial<CredentialSource> = {}): CredentialSource {
  made += 1;
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  return {
    id: as(random(32)),
    rpId: 'example.org',
    userHandle: as(random(32)),
    alg: -7,
    privateKey: random(138),
    discoverable: true,
    backupEligible: true,
    signCount: 0,
    rpName: 'Example',
    userName: `person-${made}@example.org`,
    userDisplayName: `Person ${made}`,
    credProtect: 1,
    prf: { withUv: random(32), withoutUv: random(32) },
    credBlob: null,
    largeBlob: null,
    createdAt: 1_767_225_600_000 + made,
    ...change,
  };
}
