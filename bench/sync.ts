/**
 * What sync costs: requests and bytes for one changed passkey, in vaults of three sizes, and the first sync of the
 * largest on a second device. The sync code and its WebDAV client as they are shipped, against a WebDAV server on
 * this machine; vault and disk are in memory, so that the sealing on the device is not counted.
 */

import { folderOf } from '../src/background/sync/place';
import { startWebdavServer, type WebdavServer } from '../src/background/sync/testing/webdav-server';
import { webdavRemote } from '../src/background/sync/webdav-remote';
import { type Bytes, toBase64url } from '../src/core/bytes';
import type { Platform } from '../src/core/platform';
import { newGroup, newReplica } from '../src/core/sync/epoch';
import type { LocalEntry, Saved, SyncPorts } from '../src/core/sync/ports';
import { round } from '../src/core/sync/round';
import { working } from '../src/core/sync/working';
import { credentialSource } from '../src/core/testing/credential-source';
import { newRecord, type PasskeyRecord } from '../src/core/vault/record';

const SIZES = [10, 1000, 10_000];
const CHANGES = 10;

const platform: Platform = {
  subtle: crypto.subtle as unknown as Platform['subtle'],
  random: (length) => crypto.getRandomValues(new Uint8Array(length)) as Bytes,
  now: () => Date.now(),
};

type Traffic = { requests: number; sent: number; received: number };

function device(server: WebdavServer, group: ReturnType<typeof newGroup>, name: string) {
  const records = new Map<string, { revision: number; record: PasskeyRecord }>();
  const traffic: Traffic = { requests: 0, sent: 0, received: 0 };
  let saved: Saved = {
    replica: newReplica(platform, group, '00'.repeat(16), name),
    entries: new Map<string, LocalEntry>(),
    outbox: null,
  };
  const counted: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const body = await answer.arrayBuffer();
    traffic.requests += 1;
    traffic.sent += init?.body instanceof Uint8Array ? init.body.length : String(init?.body ?? '').length;
    traffic.received += body.byteLength;
    const hasBody = ![204, 304].includes(answer.status);
    return new Response(hasBody ? body : null, { status: answer.status, headers: answer.headers });
  };
  const put = (key: string, record: PasskeyRecord | null) => {
    if (record) records.set(key, { revision: (records.get(key)?.revision ?? 0) + 1, record });
    else records.delete(key);
  };
  const ports: SyncPorts = {
    platform,
    remote: webdavRemote({
      folder: folderOf(server.url) ?? new URL(server.url),
      ...{ user: '', password: '', fetch: counted, random: platform.random },
      ...{ isOnline: () => true, isAllowed: async () => true, signal: new AbortController().signal },
    }),
    countsAsBackup: () => true,
    progress: () => undefined,
    disk: {
      async save({ replica = saved.replica, entries, outbox = saved.outbox }) {
        saved = {
          replica,
          outbox,
          entries: entries ? new Map([...saved.entries, ...entries]) : saved.entries,
        };
      },
    },
    vault: {
      list: async () => ({
        revisions: new Map([...records].map(([key, { revision }]) => [key, revision])),
        deleted: new Map(),
      }),
      read: async (keys) =>
        new Map(
          keys.flatMap((key) => {
            const held = records.get(key);
            return held ? [[key, held] as const] : [];
          }),
        ),
      async apply(keys, decide) {
        for (const key of keys) {
          const decision = decide(key, records.get(key)?.record ?? null);
          if (decision !== undefined) put(key, decision);
        }
      },
    },
  };
  return {
    ...{ records, traffic, put },
    async sync(): Promise<number> {
      const started = performance.now();
      await round(await working(ports, saved));
      return performance.now() - started;
    },
  };
}

async function measured(size: number) {
  const server = await startWebdavServer();
  const group = newGroup(platform);
  const [one, other] = [device(server, group, 'one'), device(server, group, 'other')];
  for (let made = 0; made < size; made += 1) {
    const source = credentialSource(`person ${made}`);
    one.put(toBase64url(source.id), newRecord(source));
  }
  const up = await one.sync();
  const before = { ...other.traffic };
  const down = await other.sync();
  const first = other.traffic.received - before.received;
  // Tags that may change within a second are read twice; past that, it is as it is every day.
  await new Promise((resolve) => setTimeout(resolve, 3100));
  await one.sync();
  await other.sync();
  const sums = { requests: 0, sent: 0, received: 0 };
  for (let change = 0; change < CHANGES; change += 1) {
    const [key, held] = [...one.records][change] ?? [];
    if (!key || !held) break;
    one.put(key, { ...held.record, lastUsedAt: Date.now() });
    const start = { ...one.traffic };
    await one.sync();
    for (const what of ['requests', 'sent', 'received'] as const)
      sums[what] += one.traffic[what] - start[what];
  }
  await server.close();
  const each = (sum: number) => Math.round(sum / CHANGES);
  return {
    size,
    up,
    down,
    first,
    requests: each(sums.requests),
    sent: each(sums.sent),
    received: each(sums.received),
  };
}

export async function sync(): Promise<string> {
  const lines: string[] = [];
  for (const size of SIZES) {
    const { up, down, first, requests, sent, received } = await measured(size);
    lines.push(
      `| ${size.toLocaleString('en')} | ${requests} | ${sent} | ${received} | ${(up / 1000).toFixed(1)} | ${(down / 1000).toFixed(1)} | ${(first / 1e6).toFixed(1)} |`,
    );
  }
  return [
    '| passkeys | one change: requests | bytes sent | bytes received | first sync up, s | on a second device, s | MB |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}
