import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { ActivityEntry } from '../../core/activity/entry';
import { toBase64url } from '../../core/bytes';
import { sealedNotes } from '../notes';
import { memorySession } from '../vault/testing/fake-ports';
import { PIN, setUp } from '../vault/testing/set-up';
import { type ActivityPorts, activity } from './activity';

const entry: Parameters<ReturnType<typeof activity>['note']>[0] = {
  ...{ kind: 'get', site: 'secret-site.example', rpId: null, result: 'failed', reason: 'timeout' },
};

let on = true;
beforeEach(() => {
  on = true;
});

/** A log over a vault of its own; `disk` holds what lies on the disk, as text. */
async function logOver(made = setUp()) {
  await made.vault.make(PIN);
  const disk = { value: undefined as string | undefined, inbox: undefined as string | undefined };
  const notes = sealedNotes({
    vault: made.vault,
    disk: {
      get: async () => disk.inbox,
      set: async (value) => {
        disk.inbox = value;
      },
    },
  });
  const ports: ActivityPorts = {
    session: made.session,
    vault: made.vault,
    notes,
    now: made.platform.now,
    isOn: async () => on,
    changed: () => undefined,
    disk: {
      get: async () => (disk.value === undefined ? undefined : JSON.parse(disk.value)),
      set: async (value) => {
        disk.value = JSON.stringify(value);
      },
      remove: async () => {
        disk.value = undefined;
      },
    },
  };
  // As whenever a vault is opened.
  await notes.ready();
  return { ...made, disk, ports, log: activity(ports) };
}

const sites = (all: readonly ActivityEntry[]) => all.map(({ site }) => site);

test('an entry outlives the browser, and the disk does not tell its site', async () => {
  const { log, disk, vault, ports } = await logOver();
  log.note(entry);
  expect(await log.list()).toEqual([{ ...entry, at: ports.now(), times: 1 }]);
  expect(disk.value).toBeDefined();
  expect(disk.value).not.toContain('secret-site');
  await vault.lock();
  await vault.unlock(PIN);
  const { session, ...others } = ports;
  const empty = { get: async () => undefined, set: async () => undefined, remove: async () => undefined };
  expect(sites(await activity({ ...others, session: empty }).list())).toEqual(['secret-site.example']);
});

test('while locked, entries stay in memory; they reach the disk when it is unlocked', async () => {
  const { log, disk, vault } = await logOver();
  log.note({ ...entry, site: 'first.example' });
  await log.list();
  const before = disk.value;
  await vault.lock();
  log.note(entry);
  await log.settle();
  expect(disk.value).toBe(before);
  await expect(log.list()).rejects.toMatchObject({ reason: 'locked' });
  await vault.unlock(PIN);
  await log.settle();
  expect(disk.value).not.toBe(before);
  expect(sites(await log.list())).toEqual(['first.example', 'secret-site.example']);
});

test('what is noted while locked is in no storage for a locked vault to read (D48)', async () => {
  const { log, disk, vault, session } = await logOver();
  log.note({ ...entry, site: 'before.example' });
  await log.list();
  await vault.lock();
  log.note({ ...entry, rpId: 'secret-rp.example' });
  await log.settle();
  const stored = JSON.stringify([[...session.values], disk]);
  expect(session.values.get('activity')).toHaveLength(1);
  expect(stored).not.toMatch(/secret-site|secret-rp|before/);
});

test('what happens again and again while locked is one entry', async () => {
  const { log, vault, session } = await logOver();
  await vault.lock();
  for (let n = 0; n < 3; n += 1) log.note(entry);
  await log.settle();
  expect(session.values.get('activity')).toHaveLength(1);
  await vault.unlock(PIN);
  expect(await log.list()).toMatchObject([{ site: 'secret-site.example', times: 3 }]);
});

test('a browser that starts with a locked vault notes as well', async () => {
  const { vault, ports } = await logOver();
  await vault.lock();
  const { session, ...others } = ports;
  const empty = memorySession();
  const next = activity({ ...others, session: empty });
  next.note(entry);
  await next.settle();
  expect(await empty.get('activity')).toHaveLength(1);
  await vault.unlock(PIN);
  expect(sites(await next.list())).toEqual(['secret-site.example']);
});

test('a note that was tampered with, or is another vault’s, is left out', async () => {
  const { log, vault, session, ports } = await logOver();
  await vault.lock();
  log.note({ ...entry, site: 'first.example' });
  log.note(entry);
  await log.settle();
  const [first = '', second] = session.values.get('activity') as string[];
  const other = await logOver();
  const foreign = await other.vault.sealNote(await other.vault.inbox(), new Uint8Array(4));
  const turned = `${first.slice(0, -4)}${first.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
  await session.set('activity', [turned, toBase64url(foreign), toBase64url(new Uint8Array(600)), second]);
  await vault.unlock(PIN);
  expect(sites(await activity({ ...ports, session }).list())).toEqual(['secret-site.example']);
});

test('a worker that starts anew finds what was noted while locked', async () => {
  const { log, vault, ports } = await logOver();
  await vault.lock();
  log.note(entry);
  await log.settle();
  const again = activity(ports);
  await vault.unlock(PIN);
  expect(sites(await again.list())).toEqual(['secret-site.example']);
});

test('clearing clears disk and memory', async () => {
  const { log, disk } = await logOver();
  log.note(entry);
  await log.clear();
  expect(await log.list()).toEqual([]);
  expect(disk.value).toBeUndefined();
});

test('turned off, nothing is noted', async () => {
  const { log, disk } = await logOver();
  on = false;
  log.note(entry);
  expect(await log.list()).toEqual([]);
  expect(disk.value).toBeUndefined();
});

test('a log that another vault or a stranger wrote starts anew', async () => {
  const other = await logOver();
  other.log.note(entry);
  await other.log.list();
  const { log, disk } = await logOver();
  disk.value = other.disk.value;
  expect(await log.list()).toEqual([]);
  disk.value = JSON.stringify('nonsense');
  log.note({ ...entry, site: 'new.example' });
  expect(sites(await log.list())).toEqual(['new.example']);
});

test('its size on the disk tells the number of entries in coarse steps only', async () => {
  const { log, disk } = await logOver();
  log.note(entry);
  await log.list();
  const one = disk.value?.length;
  log.note({ ...entry, site: 'b.example' });
  await log.list();
  expect(disk.value?.length).toBe(one);
});

test('entries noted at once all arrive, in order', async () => {
  const { log } = await logOver();
  for (let n = 0; n < 5; n += 1) log.note({ ...entry, site: `${n}.example` });
  expect(sites(await log.list())).toEqual([0, 1, 2, 3, 4].map((n) => `${n}.example`));
});
