import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Answer, Question } from '../../core/authenticator/consent';
import type { Client } from '../../core/client/client';
import { CeremonyError } from '../../core/webauthn/error';
import type { Assertion } from '../../core/webauthn/response';
import { abortable, deferred } from '../deferred';
import { type FakePort, fakePort } from '../testing/fake-port';
import { frameSender } from '../testing/frame-sender';
import { getRequest } from '../testing/get-request';
import { memorySession } from '../testing/memory-session';
import type { SessionArea } from '../vault/vault';
import { ceremonies } from './ceremonies';
import type { Ceremony, CeremonyRequest } from './ceremony';
import { ceremonyRecords } from './record';

const ID = '6e68e7a5-8484-4326-8f66-b77f5d6dc5bc';
const sender = frameSender();
const request: CeremonyRequest = getRequest(ID);
const question: Question = { ceremony: 'get', rpId: 'a.test', verify: true, accounts: async () => [] };
const response = { id: 'made' } as Assertion;

/** One life of the worker. Its client asks one question and answers with a response, an error or native. */
function worker(session: SessionArea, heard?: () => Promise<void>) {
  const records = ceremonyRecords(session);
  const ended: string[] = [];
  const asked: string[] = [];

  function clientFor(ceremony: Ceremony): Client {
    async function ask(signal: AbortSignal) {
      asked.push(ceremony.record.newId);
      let answer = ceremony.record.answer as Answer | null;
      if (!answer) {
        const given = deferred<Answer>();
        ceremony.record = { ...ceremony.record, surface: { kind: 'popup' } };
        await records.put(ceremony.record);
        ceremony.asking = { question, answer: async (answer) => given.resolve(answer) };
        ceremony.asked.resolve();
        answer = await abortable(given.promise, signal);
        ceremony.record = {
          ...ceremony.record,
          answer: { decision: 'approved', userVerified: true, id: null },
        };
        await records.put(ceremony.record);
      }
      if (answer.decision === 'cancelled') throw new CeremonyError('NotAllowedError', 'cancelled');
      return answer.decision === 'approved'
        ? ({ kind: 'response', response } as const)
        : ({ kind: 'native', reason: 'use-other' } as const);
    }
    return {
      create: () => Promise.reject(new Error('not asked for')),
      get: (_request, _caller, signal) => ask(signal),
    };
  }

  const all = ceremonies({
    platform: {
      subtle: crypto.subtle,
      random: (length) => new Uint8Array(randomBytes(length)),
      now: () => Date.now(),
    },
    records,
    clientFor,
    endPrompt: async (_record, how) => void ended.push(how),
    ...(heard && { ended: heard }),
  });
  return { all, records, ended, asked };
}

async function settled<T>(value: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const got = value();
    if (got !== undefined) return got;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('did not settle');
}

const outcomeOf = (port: FakePort) => settled(() => port.sent[0]);

describe('a ceremony', () => {
  test('answers its port and forgets itself when the bridge closes it', async () => {
    const { all, records, ended } = worker(memorySession());
    const port = fakePort('ceremony');
    void all.begin(port.port, sender, request);
    (await all.find(ID).then((found) => found ?? settled(() => all.waiting() ?? undefined))).asking?.answer({
      decision: 'approved',
      userVerified: true,
      id: null,
    });
    expect(await outcomeOf(port)).toEqual({ type: 'outcome', outcome: { kind: 'response', response } });
    expect(await settled(() => ended[0])).toBe('signed-in');
    port.leave();
    await settled(() => ((all.waiting() ?? undefined) === undefined ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await records.get(ID)).toBeNull();
  });

  test('answers even if what else is kept of it cannot be', async () => {
    const { all } = worker(memorySession(), () => Promise.reject(new Error('the disk is full')));
    const port = fakePort('ceremony');
    void all.begin(port.port, sender, request);
    const ceremony = await settled(() => all.waiting() ?? undefined);
    await ceremony.asking?.answer({ decision: 'approved', userVerified: true, id: null });
    expect(await outcomeOf(port)).toEqual({ type: 'outcome', outcome: { kind: 'response', response } });
  });

  test('ends with the document: nothing is answered, the prompt goes (D29)', async () => {
    const { all, records, ended } = worker(memorySession());
    const port = fakePort('ceremony');
    void all.begin(port.port, sender, request);
    await settled(() => all.waiting() ?? undefined);
    port.leave();
    expect(await settled(() => ended[0])).toBe('gone');
    expect(port.sent).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await records.get(ID)).toBeNull();
  });

  test('locking ends it with NotAllowedError (D48)', async () => {
    const { all } = worker(memorySession());
    const port = fakePort('ceremony');
    void all.begin(port.port, sender, request);
    await settled(() => all.waiting() ?? undefined);
    all.endAll('locked');
    expect(await outcomeOf(port)).toMatchObject({ outcome: { kind: 'error', name: 'NotAllowedError' } });
  });

  test('a frame of another document cannot take it over, even with its id (D26)', async () => {
    const { all } = worker(memorySession());
    const port = fakePort('ceremony');
    void all.begin(port.port, sender, request);
    await settled(() => all.waiting() ?? undefined);
    const thief = fakePort('ceremony');
    await all.begin(thief.port, { ...sender, documentId: 'D2' }, request);
    expect(thief.isOpen()).toBe(false);
    expect(all.waiting()).not.toBeNull();
  });
});

test('a "no" is for all that the tab has in the queue, and for no other tab (D35)', async () => {
  const { all } = worker(memorySession());
  const ports = [0, 1, 2].map(() => fakePort('ceremony'));
  const begin = async (index: number, tabId: number) => {
    const id = ID.replace(/^./, String(index));
    void all.begin((ports[index] as FakePort).port, { ...sender, tabId }, { ...request, id });
    return settled(() => all.waiting() ?? undefined);
  };
  const first = await begin(0, 1);
  for (const [index, tabId] of [
    [1, 1],
    [2, 2],
  ] as const) {
    await begin(index, tabId);
    const queued = await settled(async () => all.find(ID.replace(/^./, String(index))));
    // As one that waits for its turn.
    (queued as Ceremony).asking = null;
  }
  first.asking?.answer({ decision: 'cancelled' });
  for (const port of ports.slice(0, 2))
    expect(await outcomeOf(port)).toMatchObject({ outcome: { kind: 'error', name: 'NotAllowedError' } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ports[2]?.sent).toEqual([]);
});

describe('when the worker dies', () => {
  test('before the answer: the next one asks on, with the same id for a new credential', async () => {
    const session = memorySession();
    const first = worker(session);
    void first.all.begin(fakePort('ceremony').port, sender, request);
    await settled(() => first.all.waiting() ?? undefined);

    const second = worker(session);
    const port = fakePort('ceremony');
    void second.all.begin(port.port, sender, request);
    const taken = await settled(() => second.all.waiting() ?? undefined);
    expect(second.asked).toEqual(first.asked);
    taken.asking?.answer({ decision: 'approved', userVerified: true, id: null });
    expect(await outcomeOf(port)).toMatchObject({ outcome: { kind: 'response' } });
  });

  test('after the outcome was decided: the next one hands it out without asking', async () => {
    const session = memorySession();
    const first = worker(session);
    void first.all.begin(fakePort('ceremony').port, sender, request);
    (await settled(() => first.all.waiting() ?? undefined)).asking?.answer({
      decision: 'approved',
      userVerified: true,
      id: null,
    });
    await settled(() => first.ended[0]);

    const second = worker(session);
    const port = fakePort('ceremony');
    await second.all.begin(port.port, sender, request);
    expect(port.sent).toEqual([{ type: 'outcome', outcome: { kind: 'response', response } }]);
    expect(second.asked).toEqual([]);
    // The prompt may not have heard of it either.
    expect(second.ended).toEqual(['signed-in']);
  });

  test('its deadline stands', async () => {
    const session = memorySession();
    const first = worker(session);
    void first.all.begin(fakePort('ceremony').port, sender, request);
    const { record } = await settled(() => first.all.waiting() ?? undefined);
    await first.records.put({ ...record, deadline: Date.now() - 1 });

    const second = worker(session);
    const port = fakePort('ceremony');
    void second.all.begin(port.port, sender, request);
    expect(await outcomeOf(port)).toMatchObject({ outcome: { kind: 'error', name: 'NotAllowedError' } });
    expect(await settled(() => second.ended[0])).toBe('timeout');
  });
});
