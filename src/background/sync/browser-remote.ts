import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64url, toBase64url, utf8 } from '../../core/bytes';
import { SyncError } from '../../core/sync/error';
import type { Limits, ObjectName, Remote } from '../../core/sync/remote';

/**
 * The limits of `storage.sync`, as Chrome documents them for `chrome.storage.sync` and Firefox keeps them too:
 * QUOTA_BYTES, QUOTA_BYTES_PER_ITEM (key and JSON of the value together), MAX_ITEMS; and 120 writes a minute,
 * 1,800 an hour, of which a sync makes two or three.
 */
export const QUOTA = { bytes: 102_400, bytesPerItem: 8192, items: 512 } as const;

/** Segments small, and what is stale given up early: the whole room is 100 kB. */
const LIMITS: Limits = { segmentBytes: 8000, segments: 8, slack: 0.25, slackBytes: 3000 };

/** `browser.storage.sync`, or a fake of it. */
export type SyncArea = {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, string>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};

/** `NAME.4` is the last but for a fifth piece; so many digits at most. */
const SUFFIX_LENGTH = 3;
const NAME_LENGTH = 32;
/** Two quotes, and the count in front of the first piece. */
const PIECE_LENGTH = QUOTA.bytesPerItem - NAME_LENGTH - SUFFIX_LENGTH - 2 - 4;

/**
 * The account that the browser itself syncs with. Each device sees its own copy of all items; others' arrive in
 * any order, so an object of several pieces is there only when all have come.
 */
export function browserRemote(area: SyncArea): Remote {
  async function items(): Promise<Record<string, unknown>> {
    return area.get(null).catch(failed);
  }

  return {
    limits: LIMITS,
    settled: false,

    async list() {
      const all = await items();
      const names = Object.keys(all).filter((key) => /^[0-9a-f]{32}$/.test(key));
      const whole = names.flatMap((name): [ObjectName, string][] => {
        const text = joined(all, name);
        return text === null ? [] : [[name, bytesToHex(sha256(utf8(text))).slice(0, 16)]];
      });
      return new Map(whole);
    },

    async read(name) {
      const text = joined(await items(), name);
      try {
        return text === null ? null : fromBase64url(text);
      } catch (cause) {
        throw new SyncError('damaged', { cause });
      }
    },

    async write(name, content) {
      const text = toBase64url(content);
      const count = Math.max(1, Math.ceil(text.length / PIECE_LENGTH));
      const pieces = Array.from({ length: count }, (_, at): [string, string] => {
        const piece = text.slice(at * PIECE_LENGTH, (at + 1) * PIECE_LENGTH);
        return at === 0 ? [name, `${count}:${piece}`] : [`${name}.${at}`, piece];
      });
      const before = await items();
      // In one call, which is done wholly or not at all.
      await area.set(Object.fromEntries(pieces)).catch(failed);
      const kept = new Set(pieces.map(([key]) => key));
      const stale = Object.keys(before).filter((key) => key.startsWith(`${name}.`) && !kept.has(key));
      if (stale.length > 0) await area.remove(stale).catch(failed);
    },

    async remove(name) {
      const keys = Object.keys(await items()).filter((key) => key === name || key.startsWith(`${name}.`));
      if (keys.length > 0) await area.remove(keys).catch(failed);
    },
  };
}

function joined(all: Record<string, unknown>, name: ObjectName): string | null {
  const first = all[name];
  const [, digits, start = ''] = typeof first === 'string' ? (/^(\d{1,3}):([\w-]*)$/.exec(first) ?? []) : [];
  if (digits === undefined) return null;
  const rest = Array.from({ length: Number(digits) - 1 }, (_, at) => all[`${name}.${at + 1}`]);
  return rest.every((piece) => typeof piece === 'string') ? start + rest.join('') : null;
}

/** How full it is: 0 to 1, by the quota that is nearest. Counts as the browser does: key and JSON of the value. */
export async function fullness(area: SyncArea): Promise<number> {
  const all = Object.entries(await area.get(null).catch(failed));
  const bytes = all.reduce((sum, [key, value]) => sum + key.length + utf8(JSON.stringify(value)).length, 0);
  return Math.max(bytes / QUOTA.bytes, all.length / QUOTA.items);
}

/** Browsers tell reasons in words only. */
function failed(cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/MAX_WRITE|too many|rate/i.test(message)) throw new SyncError('busy', { cause });
  if (/quota|MAX_ITEMS|QUOTA_BYTES/i.test(message)) throw new SyncError('full', { cause });
  // Firefox with its former store (webextensions.storage.sync.kinto). No other tells whether it carries this anywhere.
  if (/storage\.sync\.enabled|not available|disabled/i.test(message)) {
    throw new SyncError('switched-off', { cause });
  }
  throw new SyncError('refused', { cause });
}
