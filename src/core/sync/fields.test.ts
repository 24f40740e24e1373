import { expect, it } from 'vitest';
import { credentialSource } from '../testing/credential-source';
import { hex } from '../testing/test-platform';
import { newRecord, type PasskeyRecord } from '../vault/record';
import { entryOf, recordOf } from './fields';
import { decodeSegment, encodeSegment } from './segment';

const stamp = { at: 5, count: 0, device: 'AAAAAAAAAAAAAAAA' };

/** No field as a new record has it, so that one which is left out shows. */
const full: PasskeyRecord = {
  ...credentialSource('full'),
  ...{ prf: { withUv: hex('01'.repeat(32)), withoutUv: hex('02'.repeat(32)) } },
  ...{ signCount: 7, discoverable: false, backupEligible: false, credProtect: 3, alg: -257 },
  ...{ credBlob: hex('aabb'), largeBlob: hex('ccdd'), displayName: 'mine', note: 'a note' },
  ...{
    lastUsedAt: 3,
    lastUsedOrigin: 'https://example.org',
    lastUsedVerified: true,
    backedUp: true,
    deletedAt: 4,
    hiddenAt: 5,
  },
  ...{ carried: '{"more":1}', filedAt: 6 },
};

it('the full record has no field as a new one has it', () => {
  const plain: Record<string, unknown> = newRecord(credentialSource('full'));
  const same = Object.entries(full).filter(([name, value]) => value === plain[name] || value === null);
  expect(same.map(([name]) => name)).toEqual(['rpId', 'rpName', 'userName', 'userDisplayName', 'createdAt']);
});

it.each([
  ['with every field', full],
  ['new', newRecord(credentialSource('new'))],
  ['without what may be missing', newRecord(credentialSource('bare', { userHandle: null, prf: null }))],
])('a record %s comes through a segment as it was', (_what, record) => {
  const [entry] = decodeSegment(encodeSegment(new Map([['YQ', entryOf(record, stamp)]]))).values();
  if (!entry) throw new Error('no entry');
  expect(recordOf(entry, record.backedUp, record.filedAt)).toEqual(record);
});
