import { expect, test } from 'vitest';
import { as, type CredentialId, fromBase64url, toBase64url, type UserHandle } from '../../core/bytes';
import type { SignalInstruction } from '../../core/client/signal-methods';
import { VaultError } from '../../core/vault/error';
import { memorySession } from '../testing/memory-session';
import { turnedNotes } from '../testing/turned-notes';
import type { SessionArea } from '../vault/vault';
import { heeding } from './heed';
import { keptSignals } from './kept-signals';

const ADA = as<UserHandle>(fromBase64url('YWRh'));
const id = (number: number) => as<CredentialId>(Uint8Array.of(number >> 8, number));
const unknown = (credentialId: CredentialId, rpId = 'a.test'): SignalInstruction => ({
  signal: 'unknown-credential',
  rpId,
  credentialId,
});
const accepted = (...ids: CredentialId[]): SignalInstruction => ({
  signal: 'all-accepted-credentials',
  rpId: 'a.test',
  userHandle: ADA,
  accepted: ids,
});
const details = (name: string): SignalInstruction => ({
  signal: 'current-user-details',
  rpId: 'a.test',
  userHandle: ADA,
  name,
  displayName: '',
});

function setUp(session: SessionArea = memorySession()) {
  const done: string[] = [];
  const told: string[] = [];
  const noted: string[] = [];
  const now = { locked: true, breaks: false };
  function act(what: string) {
    if (now.locked) throw new VaultError('locked');
    if (now.breaks) throw new VaultError('storage-failed');
    done.push(what);
  }
  const signals = heeding({
    vault: {
      mayHold: async (rpId) => rpId !== 'none.test',
      unknownCredential: async (rpId, credential) => {
        act(`unknown ${rpId} ${toBase64url(credential)}`);
        return [{ id: credential, effect: 'hidden' }];
      },
      allAccepted: async (rpId, account, ids) => {
        act(`accepted ${rpId} ${toBase64url(account)} ${ids.map(toBase64url)}`);
        return [];
      },
      currentDetails: async (rpId, account, { userName }) => {
        act(`named ${rpId} ${toBase64url(account)} ${userName}`);
        return [];
      },
    },
    kept: keptSignals(
      session,
      turnedNotes(() => now.locked),
    ),
    changes: { add: async (effects) => void told.push(...effects.map(({ effect }) => effect)) },
    activity: { note: ({ site, reason }) => void noted.push(`${site} ${reason}`) },
  });
  const open = async () => {
    now.locked = false;
    await signals.catchUp();
  };
  return { ...signals, done, told, noted, now, open, session };
}

test('heeded at once while the vault is open, told and noted', async () => {
  const { heed, done, told, noted, now, open } = setUp();
  now.locked = false;
  await heed(unknown(id(1)));
  await open();
  expect(done).toEqual(['unknown a.test AAE']);
  expect(told).toEqual(['hidden']);
  expect(noted).toEqual(['a.test passkey-hidden']);
});

test('said to a locked vault: kept, and heeded in its order once it opens, once', async () => {
  const { heed, done, told, noted, open } = setUp();
  for (const said of [unknown(id(1)), accepted(id(2), id(3)), details('ada')]) await heed(said);
  expect([done, told, noted]).toEqual([[], [], []]);
  await open();
  await open();
  expect(done).toEqual(['unknown a.test AAE', 'accepted a.test YWRh AAI,AAM', 'named a.test YWRh ada']);
  expect(told).toEqual(['hidden']);
  expect(noted).toEqual(['a.test passkey-hidden']);
});

test('no storage tells what was said (D48)', async () => {
  const { heed, session } = setUp();
  for (const said of [unknown(id(1)), accepted(id(2)), details('ada-of-the-lighthouse')]) await heed(said);
  expect(await session.get('signals')).toHaveLength(3);
  expect(JSON.stringify(await session.get('signals'))).not.toMatch(/a\.test|ada-of|YWRh/);
});

test('a worker that starts with a locked vault leaves it waiting', async () => {
  const { heed, session } = setUp();
  await heed(details('ada'));
  const later = setUp(session);
  await later.catchUp();
  expect(later.done).toEqual([]);
  await later.open();
  expect(later.done).toHaveLength(1);
});

test('it outlives the worker', async () => {
  const { heed, session } = setUp();
  for (const said of [unknown(id(1)), accepted(id(2)), details('ada')]) await heed(said);
  const later = setUp(session);
  await later.open();
  await later.open();
  expect(later.done).toHaveLength(3);
});

test('the last word on a credential or an account counts', async () => {
  const { heed, done, open } = setUp();
  for (const said of [accepted(id(1)), details('ada'), accepted(), details('lovelace')]) await heed(said);
  await open();
  expect(done).toEqual(['accepted a.test YWRh ', 'named a.test YWRh lovelace']);
});

test('what waited does not undo what is said once the vault is open, and is carried out once', async () => {
  const { heed, catchUp, done, now } = setUp();
  await heed(details('ada'));
  await heed(unknown(id(1)));
  now.locked = false;
  await Promise.all([heed(details('lovelace')), catchUp(), catchUp()]);
  expect(done).toEqual(['named a.test YWRh lovelace', 'unknown a.test AAE']);
});

test('a site that says much crowds out itself alone; what is too large, or of no concern, is not kept', async () => {
  const { heed, done, open } = setUp();
  await heed(unknown(id(1), 'b.test'));
  for (let number = 0; number < 300; number++) await heed(unknown(id(number)));
  await heed(details('a'.repeat(10_000)));
  await heed(unknown(id(1), 'none.test'));
  await open();
  expect(done).toHaveLength(11);
  expect(done[0]).toBe('unknown b.test AAE');
  expect(done[10]).toBe('unknown a.test ASs');
});

test('many sites: the newest hundred', async () => {
  const { heed, done, open } = setUp();
  for (let number = 0; number < 150; number++) await heed(unknown(id(1), `${number}.test`));
  await open();
  expect(done).toHaveLength(100);
  expect(done[0]).toBe('unknown 50.test AAE');
});

test('locked again in the midst, or a disk that fails: what is left waits for the next time', async () => {
  const { heed, catchUp, done, now, open } = setUp();
  await heed(unknown(id(1)));
  await catchUp();
  Object.assign(now, { locked: false, breaks: true });
  await expect(catchUp()).rejects.toMatchObject({ reason: 'storage-failed' });
  now.breaks = false;
  await open();
  expect(done).toEqual(['unknown a.test AAE']);
});
