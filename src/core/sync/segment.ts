import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import * as v from 'valibot';
import { type Bytes, fromBase64url, own, toBase64url } from '../bytes';
import { bytes, readVersioned, whole } from './codec';
import type { Entry, Field } from './entry';
import { SyncError } from './error';
import type { DeviceId, Stamp } from './stamp';

/** base64url of a credential's id. */
export type EntryKey = string;

export type Entries = ReadonlyMap<EntryKey, Entry>;

const SEGMENT_VERSION = 1;

/** Device ids stand in a table, and fields with one stamp stand together: most have the stamp of their making. */
export function encodeSegment(entries: Entries): Bytes {
  const devices: DeviceId[] = [];
  const indexes = new Map<DeviceId, number>();
  const indexOf = (device: DeviceId) => {
    const known = indexes.get(device) ?? devices.push(device) - 1;
    indexes.set(device, known);
    return known;
  };
  const stampOf = ({ at, count, device }: Stamp): CBORType[] => [indexOf(device), at, count];

  const lines = [...entries].map(([key, { fields, removed, signCount }]): CBORType[] => {
    const groups = new Map<string, { stamp: Stamp; values: Map<number, CBORType> }>();
    for (const [number, { stamp, value }] of fields) {
      const name = `${stamp.at} ${stamp.count} ${stamp.device}`;
      const group = groups.get(name) ?? { stamp, values: new Map() };
      group.values.set(number, value);
      groups.set(name, group);
    }
    const stamped = [...groups.values()].map(({ stamp, values }): CBORType[] => [...stampOf(stamp), values]);
    return [fromBase64url(key), removed && stampOf(removed), signCount, stamped];
  });
  return own(encodeCBOR([SEGMENT_VERSION, devices.map(fromBase64url), lines]));
}

const stamp = v.tuple([whole, whole, whole]);
const group = v.tuple([...stamp.items, v.map(whole, bytes)]);
const line = v.tuple([bytes, v.nullable(stamp), whole, v.array(group)]);
const segment = v.tuple([v.literal(SEGMENT_VERSION), v.array(bytes), v.array(line)]);

/** Throws damaged or version-too-new. */
export function decodeSegment(content: Bytes): Entries {
  const [, devices, lines] = readVersioned(segment, SEGMENT_VERSION, content);
  const stampFrom = ([index, at, count]: readonly [number, number, number]): Stamp => {
    const device = devices[index];
    if (!device) throw new SyncError('damaged');
    return { at, count, device: toBase64url(device) };
  };
  return new Map(
    lines.map(([key, removed, signCount, groups]) => {
      const fields = groups.flatMap(([index, at, count, values]) => {
        const stamp = stampFrom([index, at, count]);
        return [...values].map(([number, value]): [number, Field] => [number, { stamp, value }]);
      });
      return [
        toBase64url(key),
        { fields: new Map(fields), removed: removed && stampFrom(removed), signCount },
      ];
    }),
  );
}
