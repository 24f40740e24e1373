import { describe, expect, it } from 'vitest';
import { as } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { hex } from '../testing/test-platform';
import { newRecord, type PasskeyRecord } from '../vault/record';
import { type CheckedPasskey, checkPasskey } from './check';
import type { ToldPasskey } from './format';
import { mergePasskey } from './merge';
import { checkPorts } from './testing/read-checked';

const NOW = 1_800_000_000_000;
const source = credentialSource('ada');
const { id, rpId, userHandle, privateKey } = source;
const bare = { id, rpId, userHandle, privateKey };
const held: PasskeyRecord = { ...newRecord(source), displayName: 'Mine', note: 'kept', signCount: 5 };
const other = credentialSource('ada', { privateKey: hex('00') });

const told = (change: Partial<ToldPasskey> = {}): Promise<CheckedPasskey> =>
  checkPasskey({ ...bare, ...change }, checkPorts);

describe('a passkey of a file', () => {
  it('is new where there is none: usual values for what the file leaves out', async () => {
    const merged = mergePasskey(await told({ userName: 'ada', atFirst: { rpName: 'Shop' } }), null, NOW);
    expect(merged).toEqual({
      standing: 'new',
      record: {
        ...newRecord({
          ...{ ...bare, alg: -7, discoverable: true, backupEligible: true, signCount: 0, rpName: 'Shop' },
          ...{ userName: 'ada', userDisplayName: '', credProtect: 1, prf: null, credBlob: null },
          ...{ largeBlob: null, createdAt: NOW },
        }),
        backedUp: true,
        filedAt: NOW,
      },
    });
  });

  it('never has BS without BE', async () => {
    const { record } = mergePasskey(await told({ backupEligible: false }), null, NOW);
    expect([record?.backupEligible, record?.backedUp]).toEqual([false, false]);
    const changed = mergePasskey(await told({ backupEligible: false }), { ...held, backedUp: true }, NOW);
    expect([changed.standing, changed.record?.backedUp]).toEqual(['different', false]);
  });

  it('is the same where the file says nothing else', async () => {
    for (const file of [{}, { userName: held.userName, signCount: 5 }, { signCount: 3 }, { prf: null }]) {
      expect(mergePasskey(await told(file), held, NOW)).toEqual({ standing: 'same', record: null });
    }
    const atFirst = { createdAt: 1, lastUsedAt: 2, rpName: 'Another', deletedAt: 3 };
    expect(mergePasskey(await told({ atFirst }), held, NOW).standing).toBe('same');
  });

  it('is the same however its key is written', async () => {
    const point = -65 - 4;
    const short = { ...held, privateKey: held.privateKey.slice(0, point) };
    expect(mergePasskey(await told(), { ...short, privateKey: held.privateKey }, NOW).standing).toBe('same');
  });

  it('differs in what a person or site would notice; the rest of ours stays', async () => {
    const seeds = { withUv: hex('01'.repeat(32)), withoutUv: hex('02'.repeat(32)) };
    const { standing, record } = mergePasskey(
      await told({ note: 'theirs', prf: seeds, signCount: 9 }),
      held,
      NOW,
    );
    expect(standing).toBe('different');
    expect(record).toEqual({ ...held, note: 'theirs', prf: seeds, signCount: 9 });
  });

  it('never sets a counter back, nor erases by silence or null', async () => {
    const full = { ...held, largeBlob: hex('aa'), credBlob: hex('bb'), carried: '{}' };
    const file = await told({ signCount: 1, prf: null, largeBlob: null, credBlob: null, note: 'theirs' });
    expect(mergePasskey(file, full, NOW).record).toEqual({ ...full, note: 'theirs' });
  });

  it('comes out of the trash, and a trashed one does not pull a living one in', async () => {
    const trashed = { ...held, deletedAt: 1 };
    expect(mergePasskey(await told(), trashed, NOW)).toEqual({ standing: 'new', record: held });
    const gone = await told({ atFirst: { deletedAt: 7 } });
    expect(mergePasskey(gone, trashed, NOW)).toEqual({ standing: 'same', record: null });
    expect(mergePasskey(gone, held, NOW)).toEqual({ standing: 'same', record: null });
    expect(mergePasskey(gone, null, NOW).record?.deletedAt).toBe(7);
  });

  it.each<readonly [string, Partial<PasskeyRecord>]>([
    ['another key', { privateKey: other.privateKey }],
    ['another site', { rpId: 'other.example' }],
    ['another account', { userHandle: as(hex('99')) }],
  ])('under an id that is taken by %s is never written', async (_, change) => {
    const merged = mergePasskey(await told({ note: 'x' }), { ...held, ...change }, NOW);
    expect(merged).toEqual({ standing: 'taken', record: null });
  });
});
