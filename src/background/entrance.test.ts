import { expect, test } from 'vitest';
import type { Settings } from '../messages/surface-background';
import type { CeremonyRequest } from './ceremony/ceremony';
import { entrance } from './entrance';
import type { FrameSender } from './sender';
import type { Standing } from './standing/standing';
import { fakePort } from './testing/fake-port';
import { frameSender } from './testing/frame-sender';
import { getRequest } from './testing/get-request';

const sender = frameSender({ tabUrl: 'https://a.test/' });

function get(given: object = {}): CeremonyRequest {
  const request = getRequest('c1');
  return { ...request, request: { ...request.request, ...given } };
}

/** Where a request ends up. */
async function enter(request: CeremonyRequest, of: Partial<FrameSender> = {}, given: Partial<Settings> = {}) {
  const went: string[] = [];
  const port = fakePort('ceremony');
  const through = entrance({
    ceremonies: { begin: async () => void went.push('ceremony') },
    standing: {
      pickedFrom: async () => null,
      begin: async () => void went.push('stands'),
    } as unknown as Standing,
    settings: {
      get: async () => ({ 'excluded-sites': [], 'allowed-sites': null, ...given }) as unknown as Settings,
    },
    statics: { heeded: async () => undefined },
    keptOut: () => void went.push('kept out'),
  });
  await through(port.port, { ...sender, ...of }, request);
  return [...went, ...port.sent.map(() => 'browser')];
}

test('a request becomes a ceremony, stands, or is the browser’s', async () => {
  expect(await enter(get())).toEqual(['ceremony']);
  expect(await enter(get({ mediation: 'conditional' }))).toEqual(['stands']);
  expect(await enter(get(), {}, { 'excluded-sites': ['a.test'] })).toEqual(['kept out', 'browser']);
});

test('immediate mediation in a private window is the browser’s, or a site could ask in silence', async () => {
  const immediate = get({ uiMode: 'immediate' });
  expect(await enter(immediate)).toEqual(['ceremony']);
  expect(await enter(immediate, { incognito: true })).toEqual(['browser']);
  expect(await enter(get(), { incognito: true })).toEqual(['ceremony']);
});
