import { decode, encode } from '@msgpack/msgpack';
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { type Bytes, concat, own, utf8 } from '../bytes';
import { argon2id, fixture, readChecked, readPorts } from './testing/read-checked';
import { inflate, unzip } from './zip';

type ProtonVault = {
  readonly items: readonly { readonly data: { content?: { passkeys?: { content: string }[] } } }[];
};
const unpacked = (bytes: Uint8Array) => decode(bytes) as Record<string, unknown>;

const read = (bytes: Bytes, name = 'x') => readChecked([{ name, bytes }]);
const refusal = (bytes: Bytes, reason: string) => expect(read(bytes)).rejects.toMatchObject({ reason });
const zipped = (files: Record<string, Uint8Array>) => own(zipSync(files));

describe('a hostile file is refused, with the reason', () => {
  it.each([
    ['nothing', '', 'not-recognised'],
    ['white space', ' \n ', 'not-recognised'],
    ['a CSV of passwords', 'name,url,username,password\nx,https://x.test,a,b\n', 'not-recognised'],
    ['JSON of another kind', '{"hello":"world"}', 'not-recognised'],
    ['JSON that is cut off', '{"encrypted":false,"items":[', 'malformed'],
    ['an XML document of another kind', '<html><body/></html>', 'not-recognised'],
    ['XML that is cut off', '<KeePassFile><Root>', 'malformed'],
    ['OpenPGP', '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----', 'pgp-encrypted'],
    [
      'a version to come',
      '{"version":{"major":2,"minor":0},"exporterRpId":"x","accounts":[]}',
      'version-too-new',
    ],
    ['nesting in JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'hostile'],
    [
      'nesting in an item',
      `{"encrypted":false,"items":[${'{"a":'.repeat(500)}1${'}'.repeat(500)}]}`,
      'hostile',
    ],
    ['nesting in XML', `<KeePassFile>${'<Group>'.repeat(50_000)}</KeePassFile>`, 'hostile'],
    ['millions of lists', `{"encrypted":false,"items":[${'[],'.repeat(2_000_000)}[]]}`, 'hostile'],
    [
      'millions of elements',
      `<KeePassFile><Root>${'<a/>'.repeat(2_000_000)}</Root></KeePassFile>`,
      'hostile',
    ],
    ['elements without an end', `<KeePassFile>${'<a'.repeat(1_000_000)}/>`, 'malformed'],
    ['__proto__', '{"encrypted":false,"items":[{"__proto__":{"polluted":true}}]}', 'hostile'],
    ['__proto__, spelled otherwise', '{"encrypted":false,"items":[{"\\u005f_proto__":{}}]}', 'hostile'],
    ['more lists than a call takes arguments', `[${'[],'.repeat(300_000)}[]]`, 'not-recognised'],
    ['no accounts that are any', '{"version":1,"accounts":"many"}', 'not-recognised'],
    ['a protected export without its parts', '{"encrypted":true,"passwordProtected":true}', 'malformed'],
  ])('%s', (_, text, reason) => refusal(utf8(text), reason));

  it('a KeePass database itself', () =>
    refusal(Uint8Array.of(3, 0xd9, 0xa2, 0x9a, 0, 0), 'keepass-database'));
  it('bytes that are no text', () => refusal(Uint8Array.of(0xff, 0xfe, 0xfd), 'not-recognised'));
  it('an archive of nothing that we read', () => refusal(zipped({ 'a.txt': utf8('a') }), 'not-recognised'));
  it('an archive that is cut off', () => {
    const whole = zipped({ 'data.json': utf8('{"hello":"world, and some more of it"}') });
    return expect(read(own(whole.subarray(0, 40)))).rejects.toMatchObject({
      reason: expect.stringMatching(/malformed|not-recognised/),
    });
  });
  it('too large', () => refusal(new Uint8Array(64 * 1024 * 1024 + 1), 'too-large'));
  it('too many passkeys', async () => {
    const entries = `{"fido2Credentials":[${Array.from({ length: 50_001 }, () => '{}').join(',')}]}`;
    await refusal(utf8(`{"encrypted":false,"items":[{"login":${entries}}]}`), 'too-many');
  });

  it('but more entries than a call takes arguments are all counted', async () => {
    const xml = `<KeePassFile><Root><Group>${'<Entry/>'.repeat(150_000)}</Group></Root></KeePassFile>`;
    expect(await read(utf8(xml))).toMatchObject({ others: 150_000 });
  });

  it('and an id of a million padding signs, soon', async () => {
    const credentialId = `${'='.repeat(1_000_000)}A`;
    const login = { fido2Credentials: [{ rpId: 'example.org', credentialId, keyValue: 'AAAA' }] };
    const bytes = utf8(JSON.stringify({ encrypted: false, items: [{ login }] }));
    expect(await read(bytes)).toMatchObject({ refused: ['id-invalid'] });
  });

  it('and a passkey of Proton Pass with more in it than any has', async () => {
    const json = JSON.parse(Buffer.from(fixture('proton-pass/data.json').bytes).toString('utf8'));
    const passkeys = Object.values<ProtonVault>(json.vaults).flatMap(({ items }) =>
      items.flatMap(({ data }) => data.content?.passkeys ?? []),
    );
    const before = await read(utf8(JSON.stringify(json)));
    const [passkey] = passkeys;
    if (!passkey) throw new Error('no passkey');
    const outer = unpacked(Buffer.from(passkey.content, 'base64'));
    const inner = { ...unpacked(Uint8Array.from(outer.c as number[])), pad: 'x'.repeat(70_000) };
    passkey.content = Buffer.from(encode({ ...outer, c: [...encode(inner)] })).toString('base64');
    const after = await read(utf8(JSON.stringify(json)));
    expect(after.passkeys).toEqual(before.passkeys.slice(1));
    expect(after.refused).toEqual(['key-unreadable', ...before.refused]);
  });

  it('pollutes nothing', async () => {
    await read(utf8('{"encrypted":false,"items":[{"constructor":{"prototype":{"polluted":1}}}]}'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('defines entities: none is known, so none grows', () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    return refusal(utf8(`<?xml version="1.0"?>${laughs}<KeePassFile>&b;</KeePassFile>`), 'malformed');
  });
});

describe('an archive that unpacks to a gigabyte', () => {
  const bomb = zipped({ 'data.json': new Uint8Array(256 * 1024 * 1024) });

  it('is given up soon, whatever size it claims', async () => {
    expect(bomb.length).toBeLessThan(400_000);
    // Of the processor, which other work on the machine does not count for.
    const worked = () => process.cpuUsage().user / 1000;
    const before = worked();
    await refusal(bomb, 'expands-too-far');
    // The sizes in all its headers say ten bytes.
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at += 1) {
      if (view.getUint32(at, true) === 256 * 1024 * 1024) view.setUint32(at, 10, true);
    }
    await refusal(bomb, 'expands-too-far');
    expect(worked() - before).toBeLessThan(10_000);
  });

  it('is held to the limit at once, not at its end', () => {
    const parts = vi.fn(() => true);
    const small = zipped({ 'a.json': new Uint8Array(100_000), 'b.json': utf8('b') });
    expect(() => unzip(small, parts, 1000)).toThrow(expect.objectContaining({ reason: 'expands-too-far' }));
    expect(parts).toHaveBeenCalledTimes(1);
    expect(unzip(small, (name) => name === 'b.json', 1000)).toEqual(new Map([['b.json', utf8('b')]]));
    const blob = own(deflateSync(new Uint8Array(100_000)));
    expect(() => inflate(blob, 1000)).toThrow(expect.objectContaining({ reason: 'expands-too-far' }));
    expect(inflate(blob, 100_000)).toHaveLength(100_000);
  });

  it('may not be one of ever so many files either, wanted or not', () => {
    const empty = new Uint8Array();
    const many = zipped(
      Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`${index}`, empty])),
    );
    expect(() => unzip(many, () => false)).toThrow(expect.objectContaining({ reason: 'too-many' }));
  });
});

describe('costs of derivation that nobody needs', () => {
  it.each([
    ['bitwarden/pbkdf2.json', { kdfIterations: 100_000_000 }],
    ['bitwarden/pbkdf2.json', { kdfIterations: 1 }],
    ['bitwarden/argon2id.json', { kdfMemory: 1_000_000 }],
    ['bitwarden/argon2id.json', { kdfParallelism: 1000 }],
    ['bitwarden/argon2id.json', { kdfIterations: -1 }],
    ['bitwarden/argon2id.json', { kdfIterations: 1000 }],
  ])('%s with %o is refused before anything is derived', async (name, change) => {
    const json = JSON.parse(Buffer.from(fixture(name).bytes).toString('utf8'));
    const derive = vi.fn(argon2id);
    const bytes = utf8(JSON.stringify({ ...json, ...change }));
    const ports = readPorts('correct horse', { argon2id: derive });
    const reading = readChecked([{ name, bytes }], ports);
    await expect(reading).rejects.toMatchObject({ reason: 'parameters-out-of-range' });
    expect(derive).not.toHaveBeenCalled();
  });

  it('a changed export is damaged, not wrongly read', async () => {
    const json = JSON.parse(Buffer.from(fixture('bitwarden/pbkdf2.json').bytes).toString('utf8'));
    const [iv, ciphertext = '', mac] = json.data.split('|');
    const first = ciphertext.startsWith('A') ? 'B' : 'A';
    const data = [iv, first + ciphertext.slice(1), mac].join('|');
    const bytes = utf8(JSON.stringify({ ...json, data }));
    const reading = readChecked([{ name: 'x', bytes }], readPorts('correct horse'));
    await expect(reading).rejects.toMatchObject({ reason: 'damaged' });
  });
});

it('a refused file refuses all that were chosen with it', async () => {
  const files = [fixture('cxf/plain.json'), { name: 'bad', bytes: concat(utf8('{'), utf8('nonsense')) }];
  await expect(readChecked(files)).rejects.toMatchObject({ reason: 'malformed' });
});
