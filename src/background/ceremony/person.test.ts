import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { accountOf } from '../../core/authenticator/account';
import type { Account, Answer, Question } from '../../core/authenticator/consent';
import { toBase64url } from '../../core/bytes';
import { fakePort } from '../testing/fake-port';
import { someSource } from '../vault/testing/fake-ports';
import { PIN, setUp as vaultSetUp } from '../vault/testing/set-up';
import { type CeremonyRequest, startCeremony } from './ceremony';
import { person } from './person';
import type { CeremonyRecord } from './record';

const RIGHT = { by: 'pin', pin: PIN } as const;
const WRONG = { by: 'pin', pin: 'not the pin' } as const;
const ada = someSource();
const grace = someSource();

/** A create that asks. */
function creation(replaces: () => Promise<Account | null>): Question {
  return {
    ...{
      ceremony: 'create',
      rpId: 'example.org',
      verify: false,
      rpName: '',
      userName: '',
      userDisplayName: '',
    },
    ...{ userHandle: new Uint8Array(1), excluded: async () => false, replaces },
  } as Question;
}

/** A get over a real vault that asks; what it was answered, and what of it outlives the worker. */
async function setUp(verify: boolean, sources = [ada], creates = false) {
  const { vault } = vaultSetUp();
  await vault.make(PIN);
  for (const source of sources) await vault.store.add(source);
  const kept: CeremonyRecord[] = [];
  const answers: Answer[] = [];

  function ceremony(id: string) {
    const record = { id, verified: false, answer: null, account: null, origin: 'https://example.org' };
    const made = startCeremony(record as CeremonyRecord, {} as CeremonyRequest, fakePort('ceremony').port);
    const accounts = async () => {
      const found = await vault.store.find('example.org');
      return found.map((source) => accountOf(source));
    };
    made.asking = {
      question: creates
        ? creation(async () => (await accounts())[0] ?? null)
        : ({ ceremony: 'get', rpId: 'example.org', verify, accounts } satisfies Question),
      answer: async (answer) => void answers.push(answer),
    };
    return made;
  }

  const running = new Map(['first', 'second'].map((id) => [id, ceremony(id)]));
  const people = person({
    ceremonies: {
      begin: async () => undefined,
      find: async (id) => running.get(id) ?? null,
      waiting: () => null,
      endAll: () => undefined,
      end: () => undefined,
    },
    records: {
      all: async () => kept,
      get: async () => null,
      put: async (record) => void kept.push(record),
      remove: async () => undefined,
    },
    vault,
    prompts: { toWindow: async () => undefined, toFront: async () => false },
  });
  return { vault, people, answers, kept };
}

test('an open vault alone verifies nobody: UV takes a proof in this very ceremony', async () => {
  const { people, answers, kept } = await setUp(true);
  expect(await people.confirm('first', null, null)).toMatchObject({ result: 'wrong-pin' });
  expect(await people.confirm('first', WRONG, null)).toMatchObject({ result: 'wrong-pin' });
  expect(answers).toEqual([]);
  expect(await people.confirm('first', RIGHT, null)).toEqual({ result: 'ok' });
  expect(answers).toEqual([{ decision: 'approved', userVerified: true, id: ada.id }]);
  expect(kept).toMatchObject([{ id: 'first', verified: true }]);
});

test('who was verified in one ceremony is not in another', async () => {
  const { people, answers } = await setUp(true);
  await people.confirm('first', RIGHT, null);
  expect(await people.confirm('second', null, null)).toMatchObject({ result: 'wrong-pin' });
  expect(answers).toHaveLength(1);
});

test('where verification is not asked for, a yes is presence and no more', async () => {
  const { people, answers } = await setUp(false);
  expect(await people.confirm('first', null, null)).toEqual({ result: 'ok' });
  expect(answers).toEqual([{ decision: 'approved', userVerified: false, id: ada.id }]);
});

test('a locked vault asks for a proof, and unlocking it is no verification that nobody asked for', async () => {
  const { people, answers, vault } = await setUp(false);
  await vault.lock();
  expect(await people.confirm('first', null, null)).toMatchObject({ result: 'wrong-pin' });
  expect(await people.confirm('first', WRONG, null)).toMatchObject({ result: 'wrong-pin' });
  expect(await vault.state()).toBe('locked');
  expect(await people.confirm('first', RIGHT, null)).toEqual({ result: 'ok' });
  expect(await vault.state()).toBe('unlocked');
  expect(answers).toEqual([{ decision: 'approved', userVerified: false, id: ada.id }]);
});

test('unlocking in the prompt is that ceremony’s verification: one entry, not two', async () => {
  const { people, answers, vault } = await setUp(true);
  await vault.lock();
  await people.confirm('first', RIGHT, null);
  expect(answers).toMatchObject([{ userVerified: true }]);
});

test('of several accounts only one that is offered answers', async () => {
  const { people, answers } = await setUp(true, [ada, grace]);
  const chosen = await people.confirm('first', RIGHT, null);
  expect(chosen).toMatchObject({ result: 'look-again', view: { accounts: [{}, {}], needsPin: false } });
  const foreign = toBase64url(someSource().id);
  expect(await people.confirm('first', null, foreign)).toMatchObject({ result: 'look-again' });
  expect(answers).toEqual([]);
  expect(await people.confirm('first', null, toBase64url(grace.id))).toEqual({ result: 'ok' });
  expect(answers).toEqual([{ decision: 'approved', userVerified: true, id: grace.id }]);
});

test('a locked vault says after it opened what a new passkey would replace, before it does', async () => {
  const { people, answers, vault } = await setUp(false, [ada], true);
  await vault.lock();
  const replaces = { id: toBase64url(ada.id) };
  expect(await people.confirm('first', RIGHT, null)).toMatchObject({
    result: 'look-again',
    view: { replaces },
  });
  expect(answers).toEqual([]);
  expect(await people.confirm('first', null, null)).toEqual({ result: 'ok' });
  expect(answers).toEqual([{ decision: 'approved', userVerified: false, id: null }]);
});

test('where nothing would be replaced one entry is enough', async () => {
  const { people, answers, vault } = await setUp(false, [], true);
  await vault.lock();
  expect(await people.confirm('first', RIGHT, null)).toEqual({ result: 'ok' });
  expect(answers).toHaveLength(1);
});

test('what is gone cannot be confirmed', async () => {
  const { people, answers } = await setUp(true);
  expect(await people.confirm('third', RIGHT, null)).toEqual({ result: 'gone' });
  expect(answers).toEqual([]);
});
