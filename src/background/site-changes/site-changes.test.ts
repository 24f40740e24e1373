import { expect, test } from 'vitest';
import { as, type CredentialId, fromBase64url, toBase64url } from '../../core/bytes';
import type { PasskeySummary } from '../../messages/surface-background';
import { memorySession } from '../testing/memory-session';
import { turnedNotes } from '../testing/turned-notes';
import { siteChanges } from './site-changes';

const ADA = 'YWRh';
const id = as<CredentialId>(fromBase64url(ADA));
const before = { userName: 'ada', userDisplayName: 'Ada' };

function setUp() {
  const done: string[] = [];
  const counts: number[] = [];
  const now = { state: 'unlocked' as 'locked' | 'unlocked' };
  let last = 0;
  const session = memorySession();
  const changes = siteChanges({
    session,
    notes: turnedNotes(() => now.state === 'locked'),
    vault: {
      state: async () => now.state,
      list: async () => [{ id: ADA, rpId: 'a.test', userName: 'lovelace' } as PasskeySummary],
      trash: async (ids) => void done.push(`trash ${ids.map(toBase64url)}`),
      setHidden: async (ids, hidden) => void done.push(`hidden ${hidden} ${ids.map(toBase64url)}`),
      setSiteNames: async (of, names) => void done.push(`names ${names.userName} ${toBase64url(of)}`),
    },
    now: () => 7,
    newId: () => String(++last),
    changed: (count) => void counts.push(count),
  });
  const first = async () => (await changes.list())[0]?.id ?? '';
  return { changes, done, counts, now, first, session };
}

test.each([
  [{ id, effect: 'added' }, `trash ${ADA}`],
  [{ id, effect: 'hidden' }, `hidden false ${ADA}`],
  [{ id, effect: 'shown' }, `hidden true ${ADA}`],
  [{ id, effect: 'renamed', before }, `names ada ${ADA}`],
] as const)('%j is told and can be taken back', async (effect, undone) => {
  const { changes, done, counts, first } = setUp();
  await changes.add([effect]);
  expect(await changes.list()).toEqual([
    { id: '1', at: 7, what: effect.effect, passkey: { id: ADA, rpId: 'a.test', userName: 'lovelace' } },
  ]);
  await changes.undo(await first());
  expect(done).toEqual([undone]);
  expect(await changes.list()).toEqual([]);
  expect(counts).toEqual([1, 0]);
});

test('renamed twice: taken back to the first name', async () => {
  const { changes, done, first } = setUp();
  await changes.add([{ id, effect: 'renamed', before }]);
  await changes.add([{ id, effect: 'renamed', before: { ...before, userName: 'other' } }]);
  expect(await changes.list()).toHaveLength(1);
  await changes.undo(await first());
  expect(done).toEqual([`names ada ${ADA}`]);
});

test('hidden and shown again: nothing to tell', async () => {
  const { changes } = setUp();
  await changes.add([{ id, effect: 'hidden' }]);
  await changes.add([{ id, effect: 'shown' }]);
  expect(await changes.list()).toEqual([]);
});

test('a locked vault tells none, and no storage does (D48); the open one tells all again', async () => {
  const { changes, now, session, done } = setUp();
  await changes.add([
    { id, effect: 'added' },
    { id, effect: 'renamed', before },
  ]);
  now.state = 'locked';
  expect(await changes.list()).toEqual([]);
  const stored = JSON.stringify(await session.get('site-changes'));
  expect(stored).toContain('"note"');
  expect(stored).not.toMatch(/YWRh|userName/);
  now.state = 'unlocked';
  const told = await changes.list();
  expect(told.map(({ what }) => what)).toEqual(['renamed', 'added']);
  await changes.undo(told[0]?.id ?? '');
  expect(done).toEqual([`names ada ${ADA}`]);
});

test('changes at once are all kept', async () => {
  const { changes, counts } = setUp();
  const another = as<CredentialId>(fromBase64url('AAAA'));
  await Promise.all([
    changes.add([{ id, effect: 'added' }]),
    changes.add([{ id, effect: 'renamed', before }]),
    changes.add([{ id: another, effect: 'added' }]),
  ]);
  expect(counts).toEqual([1, 2, 3]);
});

test('seen is done with', async () => {
  const { changes, first, done } = setUp();
  await changes.add([{ id, effect: 'added' }]);
  await changes.dismiss([await first()]);
  expect(await changes.list()).toEqual([]);
  expect(done).toEqual([]);
});
