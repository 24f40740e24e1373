import { createDecipheriv, hkdfSync } from 'node:crypto';
import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bytes, concat, own, utf8 } from '../bytes';
import { testPlatform } from '../testing/test-platform';
import type { PasskeyRecord } from '../vault/record';
import { formatRecoveryKey } from '../vault/recovery-key';
import { writeBackup } from './backup';
import { anyPasskey } from './testing/any-passkey';
import { argon2id, readChecked, readPorts } from './testing/read-checked';

// The real Argon2id at its real cost, in two libraries.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Header = {
  readonly kdf: { readonly memoryKiB: number; readonly iterations: number; readonly parallelism: number };
};

/** A stranger's reader, written from docs/backup-format.md alone. */
function openByFormat(file: Uint8Array, inputOf: (kdf: Header['kdf'], salt: Buffer) => Uint8Array) {
  const end = file.indexOf(0x0a);
  const line = file.subarray(0, end);
  const header = JSON.parse(Buffer.from(line).toString('utf8'));
  const salt = Buffer.from(header.kdf.salt, 'base64url');
  const input = inputOf(header.kdf, salt);
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', input, salt, info, length));
  if (derive('latchkey backup check', 16).toString('base64url') !== header.check)
    throw new Error('wrong key');
  const body = file.subarray(end + 1);
  const nonce = Buffer.from(header.nonce, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', derive('latchkey backup key', 32), nonce);
  decipher.setAAD(line);
  decipher.setAuthTag(body.subarray(-16));
  const text = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
  return { header, text, content: JSON.parse(text) };
}

const byPassphrase = (passphrase: string) => (kdf: Header['kdf'], salt: Buffer) =>
  nobleArgon2id(passphrase.normalize('NFC'), salt, {
    m: kdf.memoryKiB,
    t: kdf.iterations,
    p: kdf.parallelism,
    dkLen: 32,
  });

describe('docs/backup-format.md', () => {
  const platform = testPlatform();
  const passphrase = 'cafe\u0301 on the harbour';
  let records: readonly PasskeyRecord[];
  let file: Bytes;
  beforeAll(async () => {
    records = fc.sample(await anyPasskey(), { numRuns: 4, seed: 7 });
    file = (await writeBackup({ platform, argon2id }, { passphrase }, records, { theme: 'dark' })).bytes;
  });

  it('is enough to open a backup by its passphrase, however its letters were composed', () => {
    const { header, text, content } = openByFormat(file, byPassphrase('caf\u00e9 on the harbour'));
    const { name, version, memoryKiB, iterations, parallelism } = header.kdf;
    const costs = { name, version, memoryKiB, iterations, parallelism };
    expect(costs).toEqual({
      name: 'argon2id',
      version: 19,
      memoryKiB: 131_072,
      iterations: 3,
      parallelism: 1,
    });
    expect(Object.keys(header)).toEqual(['latchkey', 'version', 'kdf', 'check', 'nonce']);
    expect(Buffer.from(text).length % 4096).toBe(0);
    expect(Object.keys(content)).toEqual(['createdAt', 'passkeys', 'settings']);
    expect(content.settings).toEqual({ theme: 'dark' });
    const base64url = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('base64url');
    expect(content.passkeys).toEqual(
      records.map(({ backedUp: _, filedAt: __, ...record }) => ({
        ...record,
        id: base64url(record.id),
        userHandle: base64url(record.userHandle),
        privateKey: base64url(record.privateKey),
        prf: record.prf && {
          withUv: base64url(record.prf.withUv),
          withoutUv: base64url(record.prf.withoutUv),
        },
        credBlob: base64url(record.credBlob),
        largeBlob: base64url(record.largeBlob),
      })),
    );
  });

  it('is enough to open a backup by the recovery key', async () => {
    const recoveryKey = platform.random(20);
    const { bytes } = await writeBackup({ platform, argon2id }, { recoveryKey }, records);
    const { header, content } = openByFormat(bytes, () => recoveryKey);
    expect(Object.keys(header.kdf)).toEqual(['name', 'salt']);
    expect(header.kdf.name).toBe('hkdf-sha-256');
    expect(content.passkeys).toHaveLength(records.length);
    expect(content.settings).toBe(null);
    const typed = await formatRecoveryKey(platform, recoveryKey);
    expect((await readChecked([{ name: 'x', bytes }], readPorts(typed))).passkeys).toEqual(records);
    for (const [secret, reason] of [
      [null, 'recovery-key-needed'],
      ['not a key', 'recovery-key-mistyped'],
      [await formatRecoveryKey(platform, platform.random(20)), 'recovery-key-wrong'],
    ] as const) {
      await expect(readChecked([{ name: 'x', bytes }], readPorts(secret))).rejects.toMatchObject({ reason });
    }
  });

  it('tells a wrong passphrase from a changed file', async () => {
    const read = (bytes: Bytes, secret: string) => readChecked([{ name: 'x', bytes }], readPorts(secret));
    await expect(read(file, 'wrong')).rejects.toMatchObject({ reason: 'passphrase-wrong' });
    const changed = own(file);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(read(changed, passphrase)).rejects.toMatchObject({ reason: 'damaged' });
    await expect(read(own(file.subarray(0, -1)), passphrase)).rejects.toMatchObject({ reason: 'damaged' });
  });

  const withHeader = (change: (header: { kdf: Record<string, unknown> }) => object): Bytes => {
    const end = file.indexOf(0x0a);
    const header = JSON.parse(Buffer.from(file.subarray(0, end)).toString('utf8'));
    return concat(utf8(JSON.stringify(change(header))), file.subarray(end));
  };

  it('binds the header: another one with the same meaning is damage', async () => {
    const respelled = withHeader((header) => ({ ...header, extra: 1 }));
    const read = readChecked([{ name: 'x', bytes: respelled }], readPorts(passphrase));
    await expect(read).rejects.toMatchObject({ reason: 'damaged' });
  });

  it.each([
    ['8 MiB', { memoryKiB: 8192 }],
    ['one pass', { iterations: 1 }],
    ['64 GiB', { memoryKiB: 64 * 1024 * 1024 }],
    ['a thousand passes', { iterations: 1000 }],
  ])('refuses %s of Argon2id before anything is derived (D46)', async (_, costs) => {
    const bytes = withHeader((header) => ({ ...header, kdf: { ...header.kdf, ...costs } }));
    const derive = vi.fn(argon2id);
    const read = readChecked([{ name: 'x', bytes }], readPorts(passphrase, { argon2id: derive }));
    await expect(read).rejects.toMatchObject({ reason: 'parameters-out-of-range' });
    expect(derive).not.toHaveBeenCalled();
  });

  it('leaves a later version alone, and says so', async () => {
    const bytes = withHeader((header) => ({ ...header, version: 2, kdf: {} }));
    const read = readChecked([{ name: 'x', bytes }], readPorts(passphrase));
    await expect(read).rejects.toMatchObject({ reason: 'version-too-new' });
  });
});
