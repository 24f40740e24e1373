import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { algorithmFor, supportedAlgorithms } from '../authenticator/algorithms/registry';
import { toBase64url, utf8 } from '../bytes';
import { testPlatform } from '../testing/test-platform';
import type { Argon2id } from '../vault/kdf';
import type { PasskeyRecord } from '../vault/record';
import { formatRecoveryKey } from '../vault/recovery-key';
import { writeBackup } from './backup';
import { writeCxf } from './cxf-writer';
import { textOf } from './json';
import { anyPasskey } from './testing/any-passkey';
import { readChecked, readPorts } from './testing/read-checked';
import { zip } from './zip';

vi.setConfig({ testTimeout: 60_000 });

const platform = testPlatform();
/** Of no strength, for runs by the hundred; the real one is in backup-format.test.ts. */
const argon2id: Argon2id = async ({ password, salt }) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...password, ...salt])));
const runs = { numRuns: 30 };

/** Unlike ids, as a vault's are. */
const vaultOf = (passkey: fc.Arbitrary<PasskeyRecord>) =>
  fc.uniqueArray(passkey, { maxLength: 5, selector: ({ id }) => toBase64url(id) });

describe('a vault is the same after', () => {
  it('a backup under a passphrase, trash and settings included', async () => {
    const passkey = await anyPasskey();
    await fc.assert(
      fc.asyncProperty(vaultOf(passkey), fc.string(), async (records, passphrase) => {
        const settings = { theme: 'dark' };
        const ports = { platform, argon2id };
        const { bytes, left } = await writeBackup(ports, { passphrase }, records, settings);
        const found = await readChecked([{ name: 'x', bytes }], readPorts(passphrase, { argon2id }));
        expect(found.passkeys).toEqual(records);
        expect(found.settings).toEqual(settings);
        expect([left, found.refused]).toEqual([[], []]);
      }),
      runs,
    );
  });

  it('a backup under the recovery key', async () => {
    const passkey = await anyPasskey();
    await fc.assert(
      fc.asyncProperty(vaultOf(passkey), async (records) => {
        const recoveryKey = platform.random(20);
        const { bytes } = await writeBackup({ platform, argon2id }, { recoveryKey }, records);
        const typed = await formatRecoveryKey(platform, recoveryKey);
        const found = await readChecked([{ name: 'x', bytes }], readPorts(typed.toLowerCase()));
        expect(found.passkeys).toEqual(records);
      }),
      runs,
    );
  });

  it('the credential exchange format, plain and zipped, but for the trash and what counts signatures', async () => {
    const passkey = await anyPasskey();
    await fc.assert(
      fc.asyncProperty(vaultOf(passkey), fc.boolean(), async (records, isZipped) => {
        const { bytes, left } = writeCxf(platform, records);
        const file = isZipped ? zip('passkeys.json', bytes) : bytes;
        const found = await readChecked([{ name: 'x', bytes: file }]);
        const isLeft = ({ signCount, deletedAt }: PasskeyRecord) => signCount > 0 || deletedAt !== null;
        expect(found.passkeys).toEqual(records.filter((record) => !isLeft(record)));
        expect(left).toEqual(records.filter(isLeft));
      }),
      runs,
    );
  });

  it.each([...supportedAlgorithms])('either, with algorithm %i', async (alg) => {
    const privateKey = await (await algorithmFor(alg)).generate(platform);
    const plain = await anyPasskey({ alg, privateKey, signCount: 0, deletedAt: null });
    const records = fc.sample(plain, { numRuns: 1, seed: alg });
    const backup = await writeBackup({ platform, argon2id }, { passphrase: 'p' }, records);
    const kept = [backup.bytes, writeCxf(platform, records).bytes].map((bytes) =>
      readChecked([{ name: 'x', bytes }], readPorts('p', { argon2id })),
    );
    for (const { passkeys } of await Promise.all(kept)) expect(passkeys).toEqual(records);
  });
});

describe('what another provider says beyond us', () => {
  const item = {
    id: 'aQ',
    title: 'Bank',
    favorite: true,
    scope: { urls: ['https://bank.example.com'], androidApps: [] },
    extensions: [{ name: 'vault.example/colour', colour: 'green' }],
  };

  it('comes back to it, through a vault and through a backup', async () => {
    const [record] = fc.sample(await anyPasskey({ signCount: 0, deletedAt: null, note: '' }), 1);
    if (!record) throw new Error('no sample');
    const written = JSON.parse(textOf(writeCxf(platform, [record]).bytes));
    const [ours] = written.accounts[0].items;
    const [passkey] = ours.credentials;
    const fido2Extensions = { ...passkey.fido2Extensions, payments: true, later: { deep: [1] } };
    const foreign = { ...passkey, fido2Extensions, futureMember: 'kept' };
    const json = { ...written, accounts: [{ items: [{ ...item, credentials: [foreign] }] }] };
    const first = await readChecked([{ name: 'x', bytes: utf8(JSON.stringify(json)) }]);
    const backup = await writeBackup({ platform, argon2id }, { passphrase: 'p' }, first.passkeys);
    const second = await readChecked([{ name: 'x', bytes: backup.bytes }], readPorts('p', { argon2id }));
    const again = JSON.parse(textOf(writeCxf(platform, second.passkeys).bytes)).accounts[0].items[0];
    expect(again).toMatchObject({ favorite: true, scope: item.scope, title: 'Bank' });
    expect(again.extensions).toContainEqual(item.extensions[0]);
    expect(again.credentials[0]).toEqual(foreign);
  });
});
