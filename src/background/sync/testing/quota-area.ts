import type { SyncArea } from '../browser-remote';

/**
 * `storage.sync` as Chrome keeps its limits: an item is its key and the JSON of its value, in bytes; all items
 * together, their number, and writes in a minute are limited too; a call that goes over does nothing at all.
 */
export function quotaArea(limits = { bytes: 102_400, bytesPerItem: 8192, items: 512, writesPerMinute: 120 }) {
  let items: Record<string, string> = {};
  let writes = 0;
  const size = ([key, value]: [string, string]) =>
    Buffer.byteLength(key) + Buffer.byteLength(JSON.stringify(value));

  function write(): void {
    writes += 1;
    if (writes > limits.writesPerMinute) {
      throw new Error('This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.');
    }
  }

  const area: SyncArea = {
    get: async () => structuredClone(items),
    async set(added) {
      write();
      for (const item of Object.entries(added)) {
        if (size(item) > limits.bytesPerItem) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
      }
      const next = { ...items, ...added };
      if (Object.keys(next).length > limits.items) throw new Error('MAX_ITEMS quota exceeded');
      if (Object.entries(next).reduce((sum, item) => sum + size(item), 0) > limits.bytes) {
        throw new Error('QUOTA_BYTES quota exceeded');
      }
      items = next;
    },
    async remove(keys) {
      write();
      items = Object.fromEntries(Object.entries(items).filter(([key]) => !keys.includes(key)));
    },
  };
  return {
    area,
    used: () => Object.entries(items).reduce((sum, item) => sum + size(item), 0),
    minutePasses: () => {
      writes = 0;
    },
    items: () => items,
    take: (other: Record<string, string>) => {
      items = { ...other };
    },
  };
}
