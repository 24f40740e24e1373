import { expect, test } from 'vitest';
import type { SignalInstruction } from '../core/client/signal-methods';
import type { Settings } from '../messages/surface-background';
import { deferred } from './deferred';
import { statics } from './statics';
import { fakePort } from './testing/fake-port';
import { frameSender } from './testing/frame-sender';
import type { Vault } from './vault/vault';

const sender = frameSender();
const signal = (rpId: string) =>
  ({ type: 'signal', signal: { method: 'unknownCredential', rpId, credentialId: 'AAAA' } }) as const;

function setUp(given: Partial<Settings> = {}, state: 'none' | 'locked' = 'locked') {
  const heard: SignalInstruction[] = [];
  const held = deferred<void>();
  const all = statics({
    vault: { state: async () => state } as Vault,
    settings: {
      get: async () =>
        ({
          'excluded-sites': [],
          'allowed-sites': null,
          'automatic-upgrades': false,
          ...given,
        }) as unknown as Settings,
    },
    isRelatedOrigin: async () => false,
    heed: async (instruction) => {
      heard.push(instruction);
      await held.promise;
    },
  });
  async function capabilities(): Promise<unknown> {
    const port = fakePort('statics');
    await all.answer(port.port, sender, { type: 'capabilities' });
    return port.sent[0];
  }
  return { all, heard, held, capabilities };
}

const NATIVE = { type: 'outcome', outcome: { kind: 'native' } };

test('capabilities are told with a vault, and none on an excluded site or without one', async () => {
  expect(await setUp().capabilities()).toMatchObject({
    outcome: { kind: 'capabilities', capabilities: { conditionalGet: true, 'extension:prf': true } },
  });
  expect(await setUp({ 'excluded-sites': ['a.test'] }).capabilities()).toEqual(NATIVE);
  expect(await setUp({}, 'none').capabilities()).toEqual(NATIVE);
});

test('conditionalCreate only once the person chose automatic upgrades', async () => {
  expect(JSON.stringify(await setUp().capabilities())).not.toContain('conditionalCreate');
  expect(await setUp({ 'automatic-upgrades': true }).capabilities()).toMatchObject({
    outcome: { capabilities: { conditionalCreate: true } },
  });
});

test('a signal is heeded for the site’s own RP ID alone, and never answered', async () => {
  const { all, heard, held } = setUp();
  held.resolve();
  const port = fakePort('statics');
  await all.answer(port.port, sender, signal('a.test'));
  await expect(all.answer(port.port, sender, signal('b.test'))).rejects.toMatchObject({
    name: 'SecurityError',
  });
  expect(heard.map(({ rpId }) => rpId)).toEqual(['a.test']);
  expect(port.sent).toEqual([]);
});

test('what a document asks next waits for its signals, and for those of no other', async () => {
  const { all, held } = setUp();
  const port = fakePort('statics');
  const answered = all.answer(port.port, sender, signal('a.test'));
  let heeded = false;
  const waits = all.heeded(sender).then(() => {
    heeded = true;
  });
  await all.heeded({ documentId: 'D2' });
  expect(heeded).toBe(false);
  held.resolve();
  await answered;
  await waits;
  expect(heeded).toBe(true);
});
