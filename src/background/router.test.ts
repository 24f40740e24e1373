import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Runtime } from '../browser';
import { CEREMONY_PORT, STATICS_PORT } from '../messages/bridge-background';
import { PROMPT_PORT, SURFACE_PORT } from '../messages/surface-background';
import type { CeremonyRequest } from './ceremony/ceremony';
import { type RouterPorts, route } from './router';
import type { FrameSender } from './sender';
import { type FakePort, fakePort } from './testing/fake-port';
import { frameSender } from './testing/frame-sender';
import { getRequest } from './testing/get-request';

type OnConnect = (port: Runtime.Port) => void;
type OnMessage = (message: unknown, sender: Runtime.MessageSender) => unknown;

const listening = vi.hoisted(() => ({ connect: [] as OnConnect[], message: [] as OnMessage[] }));

vi.mock('../browser', () => ({
  browser: {
    runtime: {
      id: 'latchkey',
      getURL: (path: string) => `chrome-extension://latchkey/${path}`,
      onConnect: { addListener: (listener: OnConnect) => listening.connect.push(listener) },
      onMessage: { addListener: (listener: OnMessage) => listening.message.push(listener) },
    },
  },
}));

const frame = {
  id: 'latchkey',
  url: 'https://a.test/page',
  origin: 'https://a.test',
  documentId: 'D1',
  frameId: 3,
  tab: { id: 7, windowId: 2, url: 'https://top.test/', incognito: false },
} as unknown as Runtime.MessageSender;
const page = {
  ...frame,
  url: 'chrome-extension://latchkey/popup/popup.html',
  origin: 'chrome-extension://latchkey',
};

const get = {
  ...getRequest('6e68e7a5-8484-4326-8f66-b77f5d6dc5bc'),
  frame: { policyAllows: true, userActivation: false, ancestorOrigins: ['https://top.test'] },
};
/** What a forger would like to be believed. */
const claims = {
  origin: 'https://bank.test',
  rpIdOwner: 'https://bank.test',
  sender: page,
  tabId: 1,
  documentId: 'D2',
  userVerified: true,
  verified: true,
  answer: { decision: 'approved', userVerified: true },
  credentialId: 'AAAA',
};

let entered: { sender: FrameSender; request: CeremonyRequest }[];
let reached: string[];

beforeEach(() => {
  listening.connect.length = 0;
  listening.message.length = 0;
  entered = [];
  reached = [];
  const reach = (name: string) => () => void reached.push(name);
  route({
    enter: async (_port: Runtime.Port, sender: FrameSender, request: CeremonyRequest) =>
      void entered.push({ sender, request }),
    ceremonies: { end: reach('end') },
    standing: { withdraw: async () => reach('withdraw')() },
    statics: { answer: async () => reach('statics')() },
    prompts: { join: reach('prompt') },
    newsroom: { join: reach('news') },
    handlers: new Proxy({}, { get: (_, name) => async () => reach(String(name))() }),
  } as unknown as RouterPorts);
});

function connect(name: string, sender: Runtime.MessageSender | undefined): FakePort {
  const fake = fakePort(name);
  Object.assign(fake.port, { sender });
  for (const listener of listening.connect) listener(fake.port);
  return fake;
}

const ask = (message: unknown, sender: Runtime.MessageSender) =>
  listening.message.map((listener) => listener(message, sender));

describe('frames of web pages', () => {
  test('D19: what they claim to be has no effect; who asks comes from the sender', () => {
    connect(CEREMONY_PORT, frame).send({
      ...get,
      ...claims,
      request: { ...get.request, ...claims, options: { ...get.request.options, ...claims } },
      frame: { ...get.frame, ...claims },
    });
    expect(entered).toEqual([
      {
        sender: frameSender({ frameId: 3, tabId: 7, windowId: 2, tabUrl: 'https://top.test/' }),
        request: get,
      },
    ]);
  });

  test('D1: the origin of a sandboxed frame is "null", whatever its address', () => {
    connect(CEREMONY_PORT, { ...frame, origin: 'null' } as Runtime.MessageSender).send(get);
    expect(entered[0]?.sender.origin).toBe('null');
  });

  test.each([
    ['of another extension', { ...frame, id: 'other' }],
    ['without a document', { ...frame, documentId: undefined }],
    ['without a tab', { ...frame, tab: undefined }],
    ['that is nobody', undefined],
    ['that is a page of ours', page],
  ])('D19: a sender %s opens no ceremony', (_, sender) => {
    const port = connect(CEREMONY_PORT, sender as Runtime.MessageSender | undefined);
    port.send(get);
    expect(port.isOpen()).toBe(false);
    expect(entered).toEqual([]);
  });

  test('D19: they reach neither prompts nor news, nor anything that our own pages may ask', () => {
    for (const name of [SURFACE_PORT, `${PROMPT_PORT}${get.id}`, 'unknown', ''])
      expect(connect(name, frame).isOpen()).toBe(false);
    const requests = [
      { type: 'prompt-confirm', ceremony: get.id, proof: { by: 'pin', pin: '123456' }, account: null },
      { type: 'prompt-cancel', ceremony: get.id },
      { type: 'vault-unlock', pin: '123456' },
      { type: 'vault-lock' },
    ];
    for (const request of requests) expect(ask(request, frame)).toEqual([undefined]);
    expect(reached).toEqual([]);
    // The same from a page of ours is served, so the requests above are well-formed.
    for (const request of requests) ask(request, page);
    expect(reached).toEqual(requests.map(({ type }) => type));
  });

  test('an abort also withdraws what may stand by now, of which the document has not heard yet', () => {
    const port = connect(CEREMONY_PORT, frame);
    port.send({ type: 'abort' });
    expect(reached).toEqual([]);
    port.send({ ...get, request: { ...get.request, mediation: 'conditional' } });
    port.send({ type: 'abort' });
    expect(reached).toEqual(['end', 'withdraw']);
  });

  test('D26: one ceremony for one port', () => {
    const port = connect(CEREMONY_PORT, frame);
    port.send(get);
    port.send({ ...get, id: '00000000-8484-4326-8f66-b77f5d6dc5bc' });
    expect(port.isOpen()).toBe(false);
    expect(entered).toHaveLength(1);
  });
});

describe('D20: a flood', () => {
  const nested = (depth: number) => {
    let value: object = {};
    for (let level = 0; level < depth; level++) value = { value, origin: value };
    return value;
  };
  const options = (over: object) => ({
    ...get,
    request: { ...get.request, options: { ...get.request.options, ...over } },
  });
  const large = 'A'.repeat(50_000_000);

  test.each([
    ['nested ten thousand deep', nested(10_000)],
    ['nested where a text belongs', options({ challenge: nested(1000) })],
    ['a challenge of 50 MB', options({ challenge: large })],
    ['an RP ID of 50 MB', options({ rpId: large })],
    ['a list of 100,000', options({ hints: Array(100_000).fill('x') })],
    ['an id that is none', { ...get, id: large }],
    ['a number', 7],
    ['null', null],
    ['a list', [get]],
    ['an unknown type', { ...get, type: 'confirm' }],
    ['a prototype', JSON.parse('{"__proto__": {"type": "get"}, "constructor": 1}')],
  ])('%s closes the port and goes no further', (_, message) => {
    for (const name of [CEREMONY_PORT, STATICS_PORT]) {
      const port = connect(name, frame);
      port.send(message);
      expect(port.isOpen()).toBe(false);
    }
    expect(entered).toEqual([]);
    expect(reached).toEqual([]);
  });

  test('ten thousand messages of random words and values do as little', () => {
    const words = ['type', 'get', 'create', 'abort', 'id', 'request', 'options', 'frame', 'withdraw', get.id];
    const pick = (at: number) => words[at % words.length] as string;
    for (let count = 0; count < 10_000; count++) {
      const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
      const message = { [pick(a)]: pick(b), [pick(c)]: d % 3 ? { [pick(d)]: pick(a) } : d };
      connect(CEREMONY_PORT, frame).send(message);
    }
    expect(entered).toEqual([]);
    expect(reached.filter((name) => name !== 'withdraw')).toEqual([]);
  });
});
