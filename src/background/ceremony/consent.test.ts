import { expect, test } from 'vitest';
import type { Question } from '../../core/authenticator/consent';
import { deferred } from '../deferred';
import { fakePort } from '../testing/fake-port';
import type { Vault } from '../vault/vault';
import { type CeremonyRequest, startCeremony } from './ceremony';
import { consentFor } from './consent';
import type { CeremonyRecord } from './record';

const question = { ceremony: 'create', rpId: 'a.test', verify: false } as Question;

/** A ceremony that asks, and whose answer reaches session storage only when `store` is called. */
async function setUp() {
  const stored = deferred<void>();
  const kept: CeremonyRecord[] = [];
  const ceremony = startCeremony(
    { answer: null, surface: null, tabId: 1 } as CeremonyRecord,
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
      turns: { take: async () => () => undefined },
      tabInFront: async () => undefined,
    },
    () => undefined,
  );
  const { signal } = ceremony.controller;
  const asked = consent.ask(question, signal);
  await ceremony.asked.promise;
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
