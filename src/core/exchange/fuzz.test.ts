import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { type Bytes, own, utf8 } from '../bytes';
import { testPlatform } from '../testing/test-platform';
import type { Argon2id } from '../vault/kdf';
import { writeBackup } from './backup';
import { ExchangeError } from './error';
import { parseJson } from './json';
import { readPasskeyContent } from './proton-pass-content';
import { fixture, readChecked, readPorts } from './testing/read-checked';

vi.setConfig({ testTimeout: 120_000 });

const argon2id: Argon2id = async () => new Uint8Array(32);
const SECRET = 'correct horse';
/** Milliseconds for one file of a few kilobytes, on a machine that does other things as well. */
const BOUND = 3000;

const plain = [
  'cxf/plain.json',
  'cxf/odd.json',
  'bitwarden/plain.json',
  'keepassxc/one.passkey',
  'keepassxc/database.json',
  'proton-pass/data.json',
].map(fixture);
const all = [...plain, fixture('bitwarden/pbkdf2.json'), fixture('keepassxc/database.xml')];
const archives = plain.map(({ bytes }) => own(zipSync({ 'data.json': bytes })));

/** Either a reading, or an ExchangeError; never another error, and never for long. */
async function survives(bytes: Bytes): Promise<void> {
  const began = performance.now();
  try {
    await readChecked([{ name: 'fuzzed', bytes }], readPorts(SECRET, { argon2id }));
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
  }
  expect(performance.now() - began).toBeLessThan(BOUND);
}

type Edit = { readonly at: number; readonly drop: number; readonly put: Uint8Array };

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ at: fc.nat(), drop: fc.nat({ max: 40 }), put: fc.uint8Array({ maxLength: 8 }) }),
  { minLength: 1, maxLength: 4 },
);

function edited(bytes: Bytes, all: readonly Edit[]): Bytes {
  return all.reduce((old, { at, drop, put }) => {
    const from = at % (old.length + 1);
    return own(Buffer.concat([old.subarray(0, from), put, old.subarray(from + drop)]));
  }, bytes);
}

/** The same JSON with one of its values, chosen by number, another. */
function withValue(json: unknown, chosen: number, value: unknown): unknown {
  let left = chosen;
  const walk = (old: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return value;
    }
    left -= 1;
    if (Array.isArray(old)) return old.map(walk);
    if (typeof old !== 'object' || old === null) return old;
    return Object.fromEntries(Object.entries(old).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(json);
}

const size = (json: unknown): number =>
  1 +
  (typeof json === 'object' && json !== null
    ? Object.values(json).reduce((sum: number, inner) => sum + size(inner), 0)
    : 0);

const runs = { numRuns: 150 };

describe('whatever the bytes are, a file is read or refused', () => {
  it('bytes at random', async () => {
    const begins = fc.constantFrom('', '{', '[', '<', 'PK\u0003\u0004', '{"latchkey":"backup"}\n');
    await fc.assert(
      fc.asyncProperty(begins, fc.uint8Array({ maxLength: 500 }), (begin, rest) =>
        survives(own(Buffer.concat([Buffer.from(begin), rest]))),
      ),
      { numRuns: 400 },
    );
  });

  it('any JSON, with the names that formats look for', async () => {
    const names = ['version', 'accounts', 'items', 'credentials', 'type', 'encrypted', 'login', 'vaults'];
    const more = ['fido2Credentials', 'passkeys', 'content', 'KPEX_PASSKEY_USERNAME', 'data', 'key', 'rpId'];
    const key = fc.constantFrom(...names, ...more, 'relyingParty', 'credentialId', 'privateKey', '__proto__');
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, false, 'passkey', '', 'AAAA', 0, -1, 1e300),
        fc.string(),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(key, tie('json'), { maxKeys: 6 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(json, (value) => survives(utf8(JSON.stringify(value) ?? ''))),
      { numRuns: 400 },
    );
  });

  it('files of every format, with bytes changed, lost and added', async () => {
    const backup = await writeBackup({ platform: testPlatform(), argon2id }, { passphrase: SECRET }, []);
    const files = [...all.map(({ bytes }) => bytes), ...archives, backup.bytes];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), edits, (bytes, list) => survives(edited(bytes, list))),
      { numRuns: 400 },
    );
  });

  it('files of every format, with one value of another kind', async () => {
    const jsons = plain.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')));
    const value = fc.oneof(
      fc.constantFrom<unknown>(null, true, '', [], {}, -1, 2 ** 60, 'A'.repeat(20_000), [[[[]]]]),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...jsons), fc.nat(), value, (json, at, changed) =>
        survives(utf8(JSON.stringify(withValue(json, at % size(json), changed)) ?? '')),
      ),
      runs,
    );
  });

  it('the MessagePack within a file of Proton Pass', () => {
    const content = parseJson(Buffer.from(fixture('proton-pass/data.json').bytes).toString('utf8'));
    const text = /"content":"([^"]+)"/.exec(JSON.stringify(content))?.[1] ?? '';
    const bytes = own(Buffer.from(text, 'base64'));
    expect(readPasskeyContent(bytes).rpId).toBe('pass.example.com');
    fc.assert(
      fc.property(
        fc.oneof(
          edits.map((list) => edited(bytes, list)),
          fc.uint8Array().map(own),
        ),
        (changed) => {
          try {
            readPasskeyContent(changed);
          } catch (error) {
            expect(error).toMatchObject({ name: 'ItemError' });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
