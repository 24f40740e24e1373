import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOf } from './place';
import { PASSWORD, startWebdavServer, USER, type WebdavServer } from './testing/webdav-server';
import { readListing } from './webdav-listing';
import { type WebdavPorts, webdavRemote } from './webdav-remote';

const NAME = '0123456789abcdef0123456789abcdef';
const content = new Uint8Array([1, 2, 3]);
let server: WebdavServer;
const pauses: number[] = [];

beforeEach(async () => {
  server = await startWebdavServer();
  pauses.length = 0;
});
afterEach(() => server.close());

function remote(change: Partial<WebdavPorts> = {}) {
  return webdavRemote({
    folder: folderOf(server.url) ?? new URL(server.url),
    ...{ user: USER, password: PASSWORD, fetch },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    isOnline: () => true,
    isAllowed: async () => true,
    signal: new AbortController().signal,
    pause: async (ms) => void pauses.push(ms),
    ...change,
  });
}

describe.each(['none', 'basic', 'digest'] as const)('a server that asks for %s authentication', (auth) => {
  test('keeps objects in a folder that is made once', async () => {
    server.auth = auth;
    const at = remote();
    expect((await at.list()).size).toBe(0);
    await at.write(NAME, content);
    const first = await at.list();
    expect([...first.keys()]).toEqual([NAME]);
    expect(await at.read(NAME)).toEqual(content);
    await at.write(NAME, new Uint8Array([9]));
    expect((await at.list()).get(NAME)).not.toBe(first.get(NAME));
    await at.remove(NAME);
    await at.remove(NAME);
    expect(await at.read(NAME)).toBeNull();
    expect(server.requests.filter((request) => request.startsWith('MKCOL'))).toHaveLength(
      auth === 'none' ? 1 : 1,
    );
    // Only the first request of all is made without a password.
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(2);
  });

  test('is told apart from a wrong password', async () => {
    server.auth = auth;
    if (auth === 'none') return expect((await remote({ password: 'wrong' }).list()).size).toBe(0);
    await expect(remote({ password: 'wrong' }).list()).rejects.toMatchObject({ reason: 'unauthorized' });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });
});

test.each([
  ...([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'not-webdav'],
  ] as const),
  ...([
    [409, 'not-found'],
    [413, 'too-large'],
    [423, 'busy'],
    [429, 'busy'],
    [500, 'refused'],
  ] as const),
  ...([
    [501, 'not-webdav'],
    [503, 'busy'],
    [507, 'full'],
    [301, 'moved'],
    [302, 'moved'],
    [308, 'moved'],
  ] as const),
])('%d at a write is told as %s', async (status, reason) => {
  server.refuse = (method) => (method === 'PUT' ? status : null);
  const at = remote();
  await at.list();
  await expect(at.write(NAME, content)).rejects.toMatchObject({ reason });
});

test('what may be better in a moment is tried again, twice and later each time', async () => {
  let refusals = 2;
  server.refuse = () => (refusals-- > 0 ? 503 : null);
  await remote().list();
  expect(pauses).toEqual([500, 2000]);
  server.refuse = () => 503;
  await expect(remote().list()).rejects.toMatchObject({ reason: 'busy' });
});

test('a redirect is told, and neither the password nor anything else goes to where it leads', async () => {
  const elsewhere = await startWebdavServer();
  server.auth = 'basic';
  const at = remote();
  await at.list();
  server.redirect = elsewhere.url;
  await expect(at.list()).rejects.toMatchObject({ reason: 'moved' });
  await expect(at.read(NAME)).rejects.toMatchObject({ reason: 'moved' });
  await expect(at.write(NAME, content)).rejects.toMatchObject({ reason: 'moved' });
  await expect(at.remove(NAME)).rejects.toMatchObject({ reason: 'moved' });
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.close();
});

test('an answer without end is not read to its end', async () => {
  await remote().list();
  await remote().write(NAME, new Uint8Array(5000));
  await expect(remote({ largest: 4999 }).read(NAME)).rejects.toMatchObject({ reason: 'damaged' });
  expect(await remote({ largest: 5000 }).read(NAME)).toHaveLength(5000);
  await expect(remote({ largest: 100 }).list()).rejects.toMatchObject({ reason: 'not-webdav' });
});

test('a web page in the place of a server is seen to be none', async () => {
  server.refuse = () => 200;
  await expect(remote().list()).rejects.toMatchObject({ reason: 'not-webdav' });
});

test('nothing is asked where the browser does not allow it, or there is no network', async () => {
  await expect(remote({ isAllowed: async () => false }).list()).rejects.toMatchObject({
    reason: 'no-permission',
  });
  await expect(remote({ isOnline: () => false }).list()).rejects.toMatchObject({ reason: 'offline' });
  expect(server.requests).toEqual([]);
});

test('a server that is gone, and one that never answers, are told apart', async () => {
  await server.close();
  await expect(remote().list()).rejects.toMatchObject({ reason: 'unreachable' });
  const never: typeof fetch = () => Promise.reject(new DOMException('late', 'TimeoutError'));
  await expect(remote({ fetch: never }).list()).rejects.toMatchObject({ reason: 'timeout' });
  server = await startWebdavServer();
});

test.each([
  ['https://cloud.example/dav', 'https://cloud.example/dav/latchkey/'],
  ['cloud.example/remote.php/dav/files/ada/', 'https://cloud.example/remote.php/dav/files/ada/latchkey/'],
  ['https://cloud.example/latchkey', 'https://cloud.example/latchkey/'],
  [' http://127.0.0.1:8080 ', 'http://127.0.0.1:8080/latchkey/'],
  ['http://nas.localhost/dav', 'http://nas.localhost/dav/latchkey/'],
  ['http://cloud.example/dav', null],
  ['http://127.0.0.1.evil.example/', null],
  ['https://ada:secret@cloud.example/', null],
  ['ftp://cloud.example/', null],
  ['', null],
])('the folder for "%s" is %s', (typed, folder) => {
  expect(folderOf(typed)?.href ?? null).toBe(folder);
});

test.each([
  [
    'Apache',
    `<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:"><D:response xmlns:lp1="DAV:"><D:href>/dav/latchkey/</D:href></D:response><D:response xmlns:lp1="DAV:"><D:href>/dav/latchkey/${NAME}</D:href><D:propstat><D:prop><lp1:getetag>"3-64"</lp1:getetag></D:prop></D:propstat></D:response></D:multistatus>`,
    '"3-64"',
  ],
  [
    'Nextcloud',
    `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:response><d:href>/remote.php/dav/files/ada/latchkey/${NAME}</d:href><d:propstat><d:prop><d:getetag>&quot;64&quot;</d:getetag></d:prop></d:propstat></d:response></d:multistatus>`,
    '"64"',
  ],
  [
    'nginx, without tags',
    `<D:multistatus xmlns:D="DAV:"><D:response><D:href>/latchkey/${NAME}</D:href><D:propstat><D:prop><D:getlastmodified>Wed, 25 Nov 2026 14:00:00 GMT</D:getlastmodified><D:getcontentlength>7</D:getcontentlength></D:prop></D:propstat></D:response></D:multistatus>`,
    'Wed, 25 Nov 2026 14:00:00 GMT 7',
  ],
  [
    'one without prefixes',
    `<multistatus xmlns="DAV:"><response><href>https://cloud.example/latchkey/${NAME}</href><propstat><prop><getetag>W/"a"</getetag></prop></propstat></response><response><href>/latchkey/notes.txt</href></response></multistatus>`,
    'W/"a"',
  ],
])('the listing of %s is read', (_server, xml, tag) => {
  expect([...(readListing(xml) ?? [])]).toEqual([[NAME, tag]]);
});

test('the tag of what was written this very moment is not relied on', () => {
  const xml = `<multistatus xmlns="DAV:"><response><href>/latchkey/${NAME}</href><getetag>"1-8"</getetag><getlastmodified>Wed, 25 Nov 2026 14:00:00 GMT</getlastmodified></response></multistatus>`;
  const at = (time: string) => readListing(xml, Date.parse(time), () => 'once')?.get(NAME);
  expect(at('Wed, 25 Nov 2026 14:00:01 GMT')).toBe('"1-8" once');
  expect(at('Wed, 25 Nov 2026 14:00:09 GMT')).toBe('"1-8"');
});
