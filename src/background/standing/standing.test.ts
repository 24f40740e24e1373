import { expect, test } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { credentialSource } from '../../core/testing/credential-source';
import { memoryStore } from '../../core/testing/memory-store';
import type { FrameSender } from '../sender';
import { fakePort } from '../testing/fake-port';
import { frameSender } from '../testing/frame-sender';
import { getRequest } from '../testing/get-request';
import { memorySession } from '../testing/memory-session';
import { signInOffers } from './offers';
import { type ConditionalGet, standing } from './standing';
import { standingRequests } from './standing-request';

const RP_ID = 'example.org';
const sender = (of: Partial<FrameSender> = {}) => frameSender({ origin: `https://${RP_ID}`, ...of });

function request(id: string, options: Partial<ConditionalGet['request']['options']> = {}): ConditionalGet {
  const asked = getRequest(id, options);
  return {
    ...asked,
    frame: { ...asked.frame, userActivation: false, ancestorOrigins: [`https://${RP_ID}`] },
    request: { ...asked.request, mediation: 'conditional' },
  };
}

function setUp() {
  const store = memoryStore(credentialSource('ada'));
  const session = memorySession();
  const gone = new Set<string>();
  const told: string[] = [];
  const changed: number[] = [];
  const now = { state: 'unlocked' as 'none' | 'locked' | 'unlocked', mayHold: true };
  const vault = { store, state: async () => now.state, mayHold: async () => now.mayHold };
  const asking = new Map<string, { asked: ConditionalGet; of: Partial<FrameSender> }>();
  const workers: ReturnType<typeof standing>[] = [];
  const make = () => {
    const worker = standing({
      vault,
      requests: standingRequests(session),
      isRelatedOrigin: async () => false,
      tellFrame: async ({ documentId }, { type, id }) => {
        told.push(`${type} ${id}`);
        const frame = asking.get(id);
        if (gone.has(documentId) || !frame) return false;
        if (type === 'resume') setTimeout(() => void ask(workers.at(-1) ?? worker, frame));
        return true;
      },
      changed: (tabIds) => void changed.push(...tabIds),
    });
    workers.push(worker);
    return worker;
  };
  const all = make();

  async function ask(worker: typeof all, { asked, of }: { asked: ConditionalGet; of: Partial<FrameSender> }) {
    const port = fakePort('ceremony');
    await worker.begin(port.port, sender(of), asked);
    return port.sent[0];
  }
  async function begin(asked: ConditionalGet, of: Partial<FrameSender> = {}): Promise<unknown> {
    asking.set(asked.id, { asked, of });
    return ask(all, { asked, of });
  }
  const ids = async (tabId = 1) => (await all.inTab(tabId)).map(({ id }) => id);
  return { all, make, begin, ids, now, gone, told, changed, vault, session };
}

const STANDS = { type: 'standing' };
const NATIVE = { type: 'outcome', outcome: { kind: 'native' } };

test('what can be answered here stands, the rest is the browser’s at once', async () => {
  const { begin, ids, now } = setUp();
  expect(await begin(request('a'))).toEqual(STANDS);
  expect(await ids()).toEqual(['a']);
  expect(await begin(request('b', { rpId: 'evil.test' }), { documentId: 'D2', frameId: 2 })).toEqual(NATIVE);
  const other = [{ type: 'public-key', id: toBase64url(new Uint8Array(8)) }];
  expect(await begin(request('c', { allowCredentials: other }), { documentId: 'D2', frameId: 2 })).toEqual(
    NATIVE,
  );
  now.state = 'none';
  expect(await begin(request('d'), { documentId: 'D2', frameId: 2 })).toEqual(NATIVE);
});

test('locked: stands where something may be held, and is offered without a name', async () => {
  const { all, begin, now, vault } = setUp();
  now.state = 'locked';
  expect(await begin(request('a'))).toEqual(STANDS);
  expect(await signInOffers(all, vault, 1)).toEqual([
    { request: 'a', rpId: RP_ID, origin: `https://${RP_ID}`, accounts: null },
  ]);
  now.state = 'unlocked';
  const [offer] = await signInOffers(all, vault, 1);
  expect(offer?.accounts).toHaveLength(1);
  now.state = 'locked';
  now.mayHold = false;
  expect(await all.inTab(1)).toEqual([]);
});

test('a frame has one: the newer takes its place; other frames keep theirs, newest first', async () => {
  const { begin, ids } = setUp();
  await begin(request('a'));
  await begin(request('b'), { frameId: 7, documentId: 'D7' });
  expect(await ids()).toEqual(['b', 'a']);
  await begin(request('c'));
  expect(await ids()).toEqual(['c', 'b']);
});

test('only its own document withdraws it (D26)', async () => {
  const { all, begin, ids, changed } = setUp();
  await begin(request('a'));
  await all.withdraw('a', sender({ documentId: 'D2' }));
  expect(await ids()).toEqual(['a']);
  changed.length = 0;
  await all.withdraw('a', sender());
  expect(await ids()).toEqual([]);
  expect(changed).toEqual([1]);
});

test('a document that is gone is found out, and its request dropped', async () => {
  const { begin, ids, gone } = setUp();
  await begin(request('a'));
  gone.add('D1');
  expect(await ids()).toEqual([]);
});

test('picked: its document is told, and may then claim it; another may not', async () => {
  const { all, begin, told, ids } = setUp();
  await begin(request('a'));
  expect(await all.pickedFrom('a', sender())).toBeNull();
  expect(await all.pick('a', { from: 'popup', account: null })).toBe(true);
  expect(told).toContain('resume a');
  expect(await all.pickedFrom('a', sender())).toEqual({ from: 'popup', account: null });
  expect(await all.pickedFrom('a', sender({ documentId: 'D2' }))).toBeNull();
  expect(await ids()).toEqual([]);
  // Cancelled: it stands again. Answered: it is over.
  await all.settled('a', true);
  expect(await ids()).toEqual(['a']);
  await all.settled('a', false);
  expect(await all.pick('a', { from: 'popup', account: null })).toBe(false);
});

test('it outlives the worker: its document is asked what it was', async () => {
  const { begin, make, told, now } = setUp();
  await begin(request('a'));
  now.state = 'locked';
  const [found] = await make().inTab(1);
  expect(found).toMatchObject({ id: 'a', rpId: RP_ID, origin: `https://${RP_ID}` });
  expect(told).toEqual(['resume a', 'stands a']);
});

test('a new worker that finds its document gone drops it', async () => {
  const { begin, make, gone, changed } = setUp();
  await begin(request('a'));
  gone.add('D1');
  changed.length = 0;
  const worker = make();
  expect(await worker.waiting()).toEqual([]);
  expect(changed).toEqual([1]);
  expect(await worker.pick('a', { from: 'popup', account: null })).toBe(false);
});

test('no storage tells which sites wait (D48)', async () => {
  const { begin, session } = setUp();
  await begin(request('a'));
  const stored = JSON.stringify(await session.get('standing'));
  expect(stored).toContain('"a"');
  expect(stored).not.toContain(RP_ID);
});

test('a page that left while it was being looked at does not stand', async () => {
  const { all, ids } = setUp();
  const port = fakePort('ceremony');
  const begun = all.begin(port.port, sender(), request('a'));
  port.leave();
  await begun;
  expect(port.sent).toEqual([]);
  expect(await ids()).toEqual([]);
});
