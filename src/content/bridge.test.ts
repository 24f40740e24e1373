import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HANDOVER } from './handover';

type Sent = { readonly type: string; readonly id?: string };

/** The bridge in a frame of its own, with the page's end of the channel and what the extension's ports are sent. */
async function bridged() {
  const frame = new EventTarget();
  const sent: Sent[] = [];
  const none = { addListener: () => undefined };
  const runtime = {
    id: 'latchkey',
    onMessage: none,
    connect: () => ({
      ...{ onMessage: none, onDisconnect: none, disconnect: () => void sent.push({ type: 'closed' }) },
      postMessage: (message: Sent) => void sent.push(message),
    }),
  };
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('addEventListener', frame.addEventListener.bind(frame));
  vi.stubGlobal('document', {});
  vi.stubGlobal('window', Object.assign(frame, { parent: frame }));
  vi.stubGlobal('location', { ancestorOrigins: [] });
  vi.stubGlobal('navigator', { userActivation: { isActive: true } });
  vi.stubGlobal('chrome', { runtime });
  vi.resetModules();
  await import('./bridge');
  const { port1: page, port2 } = new MessageChannel();
  frame.dispatchEvent(Object.assign(new Event(HANDOVER, { cancelable: true }), { ports: [port2] }));
  const replies: unknown[] = [];
  page.onmessage = ({ data }) => void replies.push(data);
  const ask = (mediation: string) => {
    page.postMessage({ type: 'get', id: 1, request: { options: {}, mediation } });
    return vi.waitFor(() => expect(sent).toMatchObject([{ type: 'get' }]));
  };
  return { frame, page, sent, replies, ask };
}

let open: Awaited<ReturnType<typeof bridged>>;
beforeEach(async () => {
  open = await bridged();
});
afterEach(() => {
  open.page.close();
  vi.unstubAllGlobals();
});

test('a document that is left, though the browser may keep it, gives up what it asked (D29, D30)', async () => {
  const { ask, frame, sent, replies } = open;
  await ask('optional');
  frame.dispatchEvent(new Event('pagehide'));
  expect(sent.slice(1)).toEqual([{ type: 'abort' }, { type: 'closed' }]);
  await vi.waitFor(() =>
    expect(replies).toMatchObject([
      { id: 1, heard: true },
      { id: 1, outcome: { kind: 'error', name: 'NotAllowedError' } },
    ]),
  );
});

test('what waits for the person is given up as well, and asked again when they come back', async () => {
  const { ask, frame, sent, replies } = open;
  await ask('conditional');
  frame.dispatchEvent(new Event('pagehide'));
  expect(sent.slice(1)).toEqual([{ type: 'abort' }, { type: 'closed' }]);
  frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  expect(sent[3]).toEqual(sent[0]);
  expect(replies).toEqual([{ id: 1, heard: true }]);
});

test('document.open() takes listeners away; the next request is given up all the same', async () => {
  const { ask, frame, sent } = open;
  const opened = new EventTarget();
  vi.stubGlobal('addEventListener', opened.addEventListener.bind(opened));
  await ask('optional');
  frame.dispatchEvent(new Event('pagehide'));
  expect(sent).toHaveLength(1);
  opened.dispatchEvent(new Event('pagehide'));
  expect(sent.slice(1)).toEqual([{ type: 'abort' }, { type: 'closed' }]);
});

test('a page that aborts is not answered', async () => {
  const { ask, page, sent, replies } = open;
  await ask('optional');
  page.postMessage({ type: 'abort', id: 1 });
  await vi.waitFor(() => expect(sent.slice(1)).toEqual([{ type: 'abort' }, { type: 'closed' }]));
  expect(replies).toEqual([{ id: 1, heard: true }]);
});
