import fc from 'fast-check';
import { algorithmFor, supportedAlgorithms } from '../../authenticator/algorithms/registry';
import { as, type Bytes, type CredentialId, own, type UserHandle } from '../../bytes';
import { testPlatform } from '../../testing/test-platform';
import type { PasskeyRecord } from '../../vault/record';

export const bytes = (minLength: number, maxLength: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((value) => own(value));

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const time = fc.nat({ max: 4_000_000_000_000 });

/** Two keys for each algorithm there is, made once: those of RSA take their time. */
const keys = Promise.all(
  [...supportedAlgorithms].flatMap((alg) =>
    ['a', 'b'].map(async (seed) => {
      const { generate } = await algorithmFor(alg);
      return { alg, privateKey: await generate(testPlatform(`${alg} ${seed}`)) };
    }),
  ),
);

/** Records as Latchkey itself would keep them: of every algorithm, with every extension, at their limits. */
export async function anyPasskey(change: Partial<PasskeyRecord> = {}): Promise<fc.Arbitrary<PasskeyRecord>> {
  const rest = fc.record({
    id: bytes(1, 1023).map((id) => as<CredentialId>(id)),
    rpId: fc.constantFrom(
      'example.org',
      'login.example.co.uk',
      'xn--bcher-kva.example',
      'localhost',
      'intranet',
    ),
    userHandle: orNull(bytes(1, 64).map((handle) => as<UserHandle>(handle))),
    discoverable: fc.boolean(),
    backupEligible: fc.boolean(),
    signCount: fc.nat({ max: 2 ** 32 - 1 }),
    rpName: text,
    userName: text,
    userDisplayName: text,
    credProtect: fc.constantFrom(1, 2, 3),
    prf: orNull(fc.record({ withUv: bytes(32, 32), withoutUv: bytes(32, 32) })),
    credBlob: orNull(bytes(1, 32)),
    largeBlob: orNull(bytes(0, 2048)),
    createdAt: time,
    displayName: text,
    note: text,
    lastUsedAt: orNull(time),
    lastUsedOrigin: orNull(text),
    // Of this device's own use; no file tells of it.
    lastUsedVerified: fc.constant(null),
    deletedAt: orNull(time),
    hiddenAt: orNull(time),
    carried: fc.constant(null),
  });
  return fc.tuple(fc.constantFrom(...(await keys)), rest).map(([key, fields]) => ({
    ...fields,
    ...key,
    backedUp: fields.backupEligible,
    filedAt: fields.backupEligible ? 1_767_225_600_000 : null,
    ...change,
  }));
}
