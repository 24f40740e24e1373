import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import { hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { type Bytes, fromBase64url, own, toBase64url } from '../bytes';
import type { Platform } from '../platform';
import { base64url, hexadecimal, readVersioned, whole } from './codec';
import type { ObjectName } from './remote';
import type { DeviceId, Stamp } from './stamp';

/** base64url of the first 16 bytes of the SHA-256 of a sealed manifest. */
export type ManifestHash = string;

const MANIFEST_VERSION = 1;
const HASH_LENGTH = 16;
/** So many earlier manifests can be told from others; beyond, only the counter speaks. */
export const HISTORY_LENGTH = 16;

/** One segment of a log: all that its device wrote up to number `upTo` and that is not in earlier segments. */
export type SegmentRef = { readonly name: ObjectName; readonly upTo: number; readonly size: number };

/** The latest manifest of another device that this one has seen. */
export type Head = { readonly device: DeviceId; readonly counter: number; readonly hash: ManifestHash };

/** Where the recovery slot lies, and since when; null for since the beginning, as far as its device knows. */
export type SlotPlace = { readonly name: ObjectName; readonly since: Stamp | null };

/** What a device says of its log and of the others'. Only that device writes it. */
export type Manifest = {
  readonly device: DeviceId;
  /** The person's name for the device. */
  readonly name: string;
  /** One more with each manifest. */
  readonly counter: number;
  /** Hashes of the manifests before this one, the latest first. */
  readonly history: readonly ManifestHash[];
  /** When it was written, by the device's own clock. */
  readonly at: number;
  readonly segments: readonly SegmentRef[];
  readonly heads: readonly Head[];
  /** Segments of other devices that this one could not read. */
  readonly lacking: readonly ObjectName[];
  /** `left`: disconnected by its person. `moved`: the vault goes on in a new epoch, without `removed`. */
  readonly status: 'active' | 'left' | 'moved';
  readonly removed: readonly DeviceId[];
  readonly slot: SlotPlace | null;
};

const STATUS = ['active', 'left', 'moved'] as const;

export function encodeManifest(manifest: Manifest): Bytes {
  const { device, name, counter, history, at, segments, heads, lacking, status, removed, slot } = manifest;
  return own(
    encodeCBOR([
      ...[MANIFEST_VERSION, fromBase64url(device), name, counter, history.map(fromBase64url), at],
      segments.map((segment) => [hexToBytes(segment.name), segment.upTo, segment.size]),
      heads.map((head) => [fromBase64url(head.device), head.counter, fromBase64url(head.hash)]),
      lacking.map(hexToBytes),
      ...[STATUS.indexOf(status), removed.map(fromBase64url), slot && encodeSlot(slot)],
    ]),
  );
}

function encodeSlot({ name, since }: SlotPlace): CBORType {
  return [hexToBytes(name), since && [fromBase64url(since.device), since.at, since.count]];
}

const since = v.pipe(
  v.tuple([base64url, whole, whole]),
  v.transform(([device, at, count]): Stamp => ({ at, count, device })),
);
const slotPlace = v.pipe(
  v.tuple([hexadecimal, v.nullable(since)]),
  v.transform(([name, stamp]): SlotPlace => ({ name, since: stamp })),
);
const manifest = v.tuple([
  ...([v.literal(MANIFEST_VERSION), base64url, v.string(), whole, v.array(base64url), whole] as const),
  v.array(v.tuple([hexadecimal, whole, whole])),
  v.array(v.tuple([base64url, whole, base64url])),
  v.array(hexadecimal),
  v.pipe(whole, v.maxValue(STATUS.length - 1)),
  v.array(base64url),
  // The first manifests were written without.
  v.optional(v.nullable(slotPlace), null),
]);

/** Throws damaged or version-too-new. */
export function decodeManifest(content: Bytes): Manifest {
  const parsed = readVersioned(manifest, MANIFEST_VERSION, content);
  const [, device, name, counter, history, at, segments, heads, lacking, status, removed, slot] = parsed;
  return {
    ...{ device, name, counter, history, at, lacking, removed, slot },
    segments: segments.map(([segment, upTo, size]) => ({ name: segment, upTo, size })),
    heads: heads.map(([other, seen, hash]) => ({ device: other, counter: seen, hash })),
    status: STATUS[status] ?? 'active',
  };
}

export async function hashManifest({ subtle }: Platform, sealed: Bytes): Promise<ManifestHash> {
  const hash = await subtle.digest('SHA-256', sealed);
  return toBase64url(new Uint8Array(hash, 0, HASH_LENGTH));
}
