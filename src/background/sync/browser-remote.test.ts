import { expect, test } from 'vitest';
import { browserRemote, fullness, QUOTA } from './browser-remote';
import { quotaArea } from './testing/quota-area';

const NAME = '0123456789abcdef0123456789abcdef';
const other = (digit: number) => NAME.slice(0, 31) + digit.toString(16);
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

test.each([0, 1, 6000, 6112, 6113, 6114, 6115, 6116, 6117, 6118, 6119, 6120, 12_230, 12_240, 50_000])(
  'an object of %d bytes fits its items to the byte, and comes back',
  async (length) => {
    const { area, items } = quotaArea();
    const remote = browserRemote(area);
    const content = random(length);
    await remote.write(NAME, content);
    expect(await remote.read(NAME)).toEqual(content);
    const sizes = Object.entries(items()).map(([key, value]) => key.length + JSON.stringify(value).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(QUOTA.bytesPerItem);
    // No item is begun before the one before it is all but full.
    for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThan(QUOTA.bytesPerItem - 8);
    expect([...(await remote.list()).keys()]).toEqual([NAME]);
  },
);

test('a shorter content leaves nothing of the longer one behind', async () => {
  const { area, items } = quotaArea();
  const remote = browserRemote(area);
  await remote.write(NAME, random(20_000));
  const before = await remote.list();
  await remote.write(NAME, random(10));
  expect(Object.keys(items())).toEqual([NAME]);
  expect(await remote.list()).not.toEqual(before);
  await remote.remove(NAME);
  expect(items()).toEqual({});
});

test('an object of which a piece has not come yet is not there', async () => {
  const { area, items, take } = quotaArea();
  const remote = browserRemote(area);
  await remote.write(NAME, random(20_000));
  const all = Object.entries(items());
  take(Object.fromEntries(all.slice(0, -1)));
  expect(await remote.read(NAME)).toBeNull();
  expect((await remote.list()).size).toBe(0);
  take(Object.fromEntries(all));
  expect((await remote.list()).size).toBe(1);
});

test('full is said to be full, and nothing is half written', async () => {
  const { area, used, items } = quotaArea();
  const remote = browserRemote(area);
  let written = 0;
  for (; written < 16; written += 1) {
    const failed = await remote.write(other(written), random(6000)).catch((error: unknown) => error);
    if (failed) {
      expect(failed).toMatchObject({ reason: 'full' });
      break;
    }
  }
  expect(written).toBe(12);
  expect(used()).toBeLessThanOrEqual(QUOTA.bytes);
  expect(Object.keys(items())).not.toContain(other(written));
  expect(await fullness(area)).toBeGreaterThan(0.9);
});

test('the number of items counts as well', async () => {
  const { area } = quotaArea({ bytes: 1e9, bytesPerItem: 8192, items: 512, writesPerMinute: 1e9 });
  const remote = browserRemote(area);
  for (let n = 0; n < 512; n += 1) await remote.write(n.toString(16).padStart(32, '0'), random(1));
  expect(await fullness(area)).toBe(1);
  await expect(remote.write(NAME, random(1))).rejects.toMatchObject({ reason: 'full' });
});

test('too many writes in a minute wait', async () => {
  const { area, minutePasses } = quotaArea();
  const remote = browserRemote(area);
  for (let n = 0; n < 120; n += 1) await remote.write(NAME, random(1));
  await expect(remote.write(NAME, random(1))).rejects.toMatchObject({ reason: 'busy' });
  minutePasses();
  await remote.write(NAME, random(1));
});

test("what is not ours in the account's storage is left alone", async () => {
  const { area, take, items } = quotaArea();
  take({ theme: 'dark', [NAME]: 'no count' });
  const remote = browserRemote(area);
  expect((await remote.list()).size).toBe(0);
  await remote.write(other(1), random(3));
  expect(items().theme).toBe('dark');
});

test.each([
  ['Please set webextensions.storage.sync.enabled to true in about:config', 'switched-off'],
  ['storage.sync API call exceeded its quota limitations.', 'full'],
  ['something else', 'refused'],
])('"%s" is told as %s', async (message, reason) => {
  const area = { ...quotaArea().area, get: () => Promise.reject(new Error(message)) };
  await expect(browserRemote(area).list()).rejects.toMatchObject({ reason });
});
