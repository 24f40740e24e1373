import type { Entry } from './entry';
import { encodeManifest, HISTORY_LENGTH, hashManifest, type Manifest, type SegmentRef } from './manifest';
import { inRuns, isForgotten, ownPart, weight } from './own-part';
import type { LocalEntry, OutboxObject } from './ports';
import type { OwnLog, Replica } from './replica';
import { sealObject } from './sealed-object';
import { type EntryKey, encodeSegment } from './segment';
import type { Working } from './working';

/** A manifest is written at least so often, so that the others see when this device was last here. */
const SEEN_EVERY = 24 * 60 * 60 * 1000;

/** Writes to the remote what changed here, each step on the disk before it is sent. */
export async function publish(work: Working): Promise<void> {
  await flush(work);
  const waiting = () => [...work.entries].filter(([, { dirty }]) => dirty);
  const first = waiting().length;
  let left = first;
  while (left > 0) {
    await publishSome(work, waiting());
    work.ports.progress(1 - left / first);
    left = waiting().length;
  }
  const { at, counter, lacking } = work.replica.log;
  const now = work.ports.platform.now();
  const isDue = counter === 0 || now - at >= SEEN_EVERY || now < at;
  if (isDue || String(lacking) !== String(work.replica.lacking)) await publishSome(work, []);
}

/** Writes the manifest again, such as with another name of the device or as its last. */
export async function publishManifest(work: Working, change: Partial<Manifest> = {}): Promise<void> {
  await flush(work);
  await publishSome(work, [], change);
}

async function publishSome(
  work: Working,
  dirty: readonly (readonly [EntryKey, LocalEntry])[],
  change: Partial<Manifest> = {},
): Promise<void> {
  const { replica, ports } = work;
  const { limits } = ports.remote;
  const seq = replica.log.seq + 1;
  const entries = new Map<EntryKey, LocalEntry>();
  const parts: [EntryKey, Entry][] = [];
  let size = 0;
  for (const [key, local] of dirty) {
    const part = ownPart(local, replica);
    if (part && size > 0 && size + weight(key, part) > limits.segmentBytes) break;
    size += part ? weight(key, part) : 0;
    if (part) parts.push([key, part]);
    entries.set(key, { ...local, dirty: false, seq: part ? seq : local.seq });
  }

  const added = parts.length > 0 ? [{ upTo: seq, entries: new Map(parts) }] : [];
  const cut = added.length > 0 ? compaction(work, entries, size) : null;
  const kept = cut === null ? replica.log.segments : replica.log.segments.slice(0, cut);
  const runs = cut === null ? added : rewritten(work, entries, kept.at(-1)?.upTo ?? 0);
  const sealed: OutboxObject[] = [];
  const written: SegmentRef[] = [];
  for (const { upTo, entries: run } of runs) {
    const name = work.keys.segmentName();
    const content = encodeSegment(run);
    sealed.push({ name, content: await sealObject(ports.platform, work.keys, 'segment', name, content) });
    written.push({ name, upTo, size: content.length });
  }
  const log = { ...replica.log, segments: [...kept, ...written], ...(added.length > 0 ? { seq } : {}) };
  const names = new Set(log.segments.map(({ name }) => name));
  const garbage = replica.log.segments.map(({ name }) => name).filter((name) => !names.has(name));
  await commitManifest(work, { log, entries, segments: sealed, garbage, change });
  await flush(work);
}

type Written = {
  readonly log: OwnLog;
  readonly entries: Map<EntryKey, LocalEntry>;
  readonly segments: readonly OutboxObject[];
  readonly garbage: readonly string[];
  readonly change: Partial<Manifest>;
};

async function commitManifest(
  work: Working,
  { log, entries, segments, garbage, change }: Written,
): Promise<void> {
  const { replica, ports, keys } = work;
  const history = log.counter === 0 ? [] : [log.hash, ...log.history].slice(0, HISTORY_LENGTH);
  const at = ports.platform.now();
  const name = await keys.manifestName(replica.device);
  const manifest: Manifest = {
    ...{ device: replica.device, name: replica.name, counter: log.counter + 1, history, at },
    ...{ segments: log.segments, lacking: replica.lacking, status: 'active', removed: [] },
    slot: { name: replica.slot, since: replica.slotSince },
    heads: replica.peers.map(({ device, counter, hash }) => ({ device, counter, hash })),
    ...change,
  };
  const content = await sealObject(ports.platform, keys, 'manifest', name, encodeManifest(manifest));
  const hash = await hashManifest(ports.platform, content);
  const next: Replica = {
    ...replica,
    log: { ...log, counter: manifest.counter, hash, history, at, tag: '', lacking: replica.lacking },
  };
  await work.commit({ replica: next, entries, outbox: { segments, manifest: { name, content }, garbage } });
}

/** Sends what the outbox holds: segments before the manifest that names them, removals after it. */
export async function flush(work: Working): Promise<void> {
  const { outbox } = work;
  if (!outbox) return;
  const { remote } = work.ports;
  for (const { name, content } of outbox.segments) await remote.write(name, content);
  await remote.write(outbox.manifest.name, outbox.manifest.content);
  for (const name of outbox.garbage) await remote.remove(name);
  await work.commit({ outbox: null });
}

/** From which segment on the log is to be written anew; null for not at all. */
function compaction(work: Working, changed: ReadonlyMap<EntryKey, LocalEntry>, added: number): number | null {
  const { segments, limits } = { ...work.replica.log, ...work.ports.remote };
  const total = segments.reduce((sum, { size }) => sum + size, added);
  if (total > limits.slackBytes) {
    const live = livingParts(work, changed, 0).reduce((sum, [key, part]) => sum + weight(key, part), 0);
    if (total > live * (1 + limits.slack) + limits.slackBytes) return 0;
  }
  if (segments.length + 1 <= limits.segments) return null;
  let from = segments.length;
  for (let tail = added; from > 0; from -= 1) {
    const { size } = segments[from - 1] ?? { size: 0 };
    if (size > 2 * tail || tail + size > limits.segmentBytes) break;
    tail += size;
  }
  return from < segments.length ? from : null;
}

/** The own part of all that was last written after segment number `after`, oldest first. */
function livingParts(work: Working, changed: ReadonlyMap<EntryKey, LocalEntry>, after: number) {
  const now = work.ports.platform.now();
  return [...work.entries]
    .map(([key, local]) => [key, changed.get(key) ?? local] as const)
    .filter(([, local]) => local.seq > after && !isForgotten(local, now))
    .sort(([, a], [, b]) => a.seq - b.seq)
    .flatMap(([key, local]) => {
      const part = ownPart(local, work.replica);
      return part ? [[key, part, local.seq] as const] : [];
    });
}

function rewritten(work: Working, changed: ReadonlyMap<EntryKey, LocalEntry>, after: number) {
  const parts = livingParts(work, changed, after);
  const seqs = new Map(parts.map(([key, , seq]) => [key, seq]));
  const runs = inRuns(
    parts.map(([key, part]) => [key, part] as const),
    work.ports.remote.limits.segmentBytes,
  );
  return runs.map((entries) => ({
    upTo: [...entries.keys()].reduce((most, key) => Math.max(most, seqs.get(key) ?? 0), after),
    entries,
  }));
}
