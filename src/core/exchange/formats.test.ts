import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { algorithmFor } from '../authenticator/algorithms/registry';
import { type Bytes, own, utf8 } from '../bytes';
import type { PasskeyRecord } from '../vault/record';
import expectedFile from './testing/files/expected.json' with { type: 'json' };
import { fixture, readChecked, readPorts } from './testing/read-checked';

/** What a file written by hand from the published formats must come to; bytes in hexadecimal digits. */
type Expected = {
  readonly others: number;
  readonly passkeys: readonly Readonly<Record<string, unknown>>[];
  readonly refused: readonly string[];
};

const expected = expectedFile as Readonly<Record<string, Expected>>;
const PASSWORDS: Readonly<Record<string, string>> = {
  'bitwarden/pbkdf2.json': 'correct horse',
  'bitwarden/argon2id.json': 'correct horse',
};

const toHex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

/** A record in the words of expected.json; its public key is what sites know it by. */
async function described(record: PasskeyRecord): Promise<Readonly<Record<string, unknown>>> {
  const { spki } = await (await algorithmFor(record.alg)).publicKey(record.privateKey);
  return {
    ...record,
    id: toHex(record.id),
    userHandle: toHex(record.userHandle),
    spki: toHex(spki),
    prf: record.prf && [toHex(record.prf.withUv), toHex(record.prf.withoutUv)],
    prfWithUv: record.prf && toHex(record.prf.withUv),
    credBlob: toHex(record.credBlob),
    largeBlob: toHex(record.largeBlob),
  };
}

describe.each(Object.entries(expected))('%s', (name, { others, passkeys, refused }) => {
  it('is read as it was meant', async () => {
    const found = await readChecked([fixture(name)], readPorts(PASSWORDS[name] ?? null));
    expect(await Promise.all(found.passkeys.map(described))).toEqual(
      passkeys.map((passkey) => expect.objectContaining(passkey)),
    );
    expect([...found.refused].sort()).toEqual([...refused].sort());
    expect(found.others).toBe(others);
    expect(found.formats).toEqual([name.split('/')[0]]);
  });
});

const zipped = (files: Readonly<Record<string, Bytes>>) => ({ name: 'all.zip', bytes: own(zipSync(files)) });

describe('archives', () => {
  it('hold the export of Proton Pass, with folders of the system beside it', async () => {
    const { bytes } = fixture('proton-pass/data.json');
    const junk = {
      '__MACOSX/Proton Pass/._data.json': utf8('junk'),
      'Proton Pass/readme.txt': utf8('hello'),
    };
    const found = await readChecked([zipped({ 'Proton Pass/data.json': bytes, ...junk })]);
    expect(found).toEqual(await readChecked([fixture('proton-pass/data.json')]));
  });

  it('hold CXF, and many files of one passkey each', async () => {
    const files = ['cxf/plain.json', 'keepassxc/one.passkey'].map(fixture);
    const entries = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
    const { passkeys, formats } = await readChecked([zipped(entries)]);
    expect(passkeys).toHaveLength(3);
    expect(formats).toEqual(['cxf', 'keepassxc']);
    expect(passkeys).toEqual((await readChecked(files)).passkeys);
  });
});

describe('two of one kind', () => {
  it.each(['bitwarden/pbkdf2.json', 'bitwarden/argon2id.json'])('%s asks for its password', async (name) => {
    await expect(readChecked([fixture(name)])).rejects.toMatchObject({ reason: 'passphrase-needed' });
    const wrong = readChecked([fixture(name)], readPorts('correct house'));
    await expect(wrong).rejects.toMatchObject({ reason: 'passphrase-wrong' });
  });

  it('an export that only its account can open says so', async () => {
    const file = fixture('bitwarden/account-restricted.json');
    await expect(readChecked([file])).rejects.toMatchObject({ reason: 'account-restricted' });
  });
});
