import { expect, test } from 'vitest';
import type { Question } from '../../core/authenticator/consent';
import { deferred } from '../deferred';
import { fakePort } from '../testing/fake-port';
import type { Vault } from '../vault/vault';
import { type CeremonyRequest, startCeremony } from './ceremony';
import { consentFor } from './consent';
import type { CeremonyRecord } from './record';
import type { TabInFront } from './tab-in-front';
import { type Turns, turns } from './turns';

const question = { ceremony: 'create', rpId: 'a.test', verify: false } as Question;

/** A ceremony that asks, and whose answer reaches session storage only when `store` is called. */
async function setUp() {
  const made = asking({ tabId: 1 });
  await made.ceremony.asked.promise;
  return made;
}

type Asking = { readonly tabId: number; readonly turns?: Turns; readonly tabInFront?: TabInFront };

/** A ceremony of that tab whose consent was asked for. */
function asking({
  tabId,
  turns = { take: async () => () => undefined },
  tabInFront = { now: async () => true, wait: async () => undefined },
}: Asking) {
  const stored = deferred<void>();
  const kept: CeremonyRecord[] = [];
  const ceremony = startCeremony(
    { answer: null, surface: null, tabId } as CeremonyRecord,
    {} as CeremonyRequest,
    fakePort('ceremony').port,
  );
  const consent = consentFor(
    ceremony,
    {
      vault: { state: async () => 'unlocked' } as Vault,
      records: {
        all: async () => kept,
        get: async () => null,
        remove: async () => undefined,
        async put(record) {
          if (record.answer) await stored.promise;
          kept.push(record);
        },
      },
      prompts: {
        open: async () => undefined,
        toWindow: async () => undefined,
        toFront: async () => false,
        join: () => undefined,
        end: async () => undefined,
      },
      ...{ turns, tabInFront },
    },
    () => undefined,
  );
  const { signal } = ceremony.controller;
  const asked = consent.ask(question, signal);
  return { ceremony, asked, store: () => stored.resolve(), kept };
}

test('a prompt hears that its answer was taken only once it outlives the worker', async () => {
  const { ceremony, asked, store, kept } = await setUp();
  let heard = false;
  const taken = ceremony.asking?.answer({ decision: 'approved', userVerified: false, id: null }).then(() => {
    heard = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(heard).toBe(false);
  store();
  await taken;
  expect(kept.at(-1)?.answer).toMatchObject({ decision: 'approved' });
  expect(await asked).toMatchObject({ decision: 'approved' });
});

test('an answer to a ceremony that ends leaves no prompt waiting', async () => {
  const { ceremony, asked } = await setUp();
  const { asking } = ceremony;
  ceremony.controller.abort(new Error('locked'));
  await expect(asked).rejects.toThrow('locked');
  await asking?.answer({ decision: 'cancelled' });
});

test('a hidden page has no turn: the one in front is asked at once, and the hidden one once it is shown (D34)', async () => {
  const hidden = new Set([1]);
  const shown = deferred<void>();
  const tabInFront: TabInFront = {
    now: async (tabId) => !hidden.has(tabId),
    wait: (tabId) => (hidden.has(tabId) ? shown.promise : Promise.resolve()),
  };
  const inTurn = turns();
  const behind = asking({ tabId: 1, turns: inTurn, tabInFront });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const front = asking({ tabId: 2, turns: inTurn, tabInFront });
  await front.ceremony.asked.promise;
  expect(behind.ceremony.asking).toBeNull();
  front.ceremony.controller.abort(new Error('gone'));
  await expect(front.asked).rejects.toThrow('gone');
});

test('a page that was hidden while it waited for its turn gives that back (D34)', async () => {
  const inTurn = turns();
  const endFirst = await inTurn.take(new AbortController().signal);
  let isInFront = true;
  const shown = deferred<void>();
  const late = asking({
    tabId: 1,
    turns: inTurn,
    tabInFront: {
      now: async () => isInFront,
      wait: () => (isInFront ? Promise.resolve() : shown.promise),
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  isInFront = false;
  endFirst();
  const endNext = await inTurn.take(new AbortController().signal);
  expect(late.ceremony.asking).toBeNull();
  isInFront = true;
  shown.resolve();
  endNext();
  await late.ceremony.asked.promise;
  expect(late.ceremony.asking).not.toBeNull();
});
