import * as v from 'valibot';
import { fromUtf8, toBase64url, utf8 } from '../bytes';
import { VaultError } from './error';
import { count } from './header';
import type { RecordId } from './keys';
import type { PasskeyRecord } from './record';

/**
 * The table of contents: for each record its revision and what a list shows of it. It makes lists and look-ups
 * cheap, since no record need be opened for them, and it tells a record that was set back to an older revision,
 * or removed, behind our back (D47). Split into pages, so that a change costs a page and not the whole.
 */
export type ContentsEntry = {
  readonly revision: number;
  readonly summary: RecordSummary;
};

export type ContentsPage = ReadonlyMap<RecordId, ContentsEntry>;

/** What lists and look-ups need of a record; `id` is the credential's, in base64url. */
export type RecordSummary = Pick<
  PasskeyRecord,
  | 'rpId'
  | 'rpName'
  | 'userName'
  | 'userDisplayName'
  | 'displayName'
  | 'createdAt'
  | 'lastUsedAt'
  | 'deletedAt'
  | 'hiddenAt'
> & { readonly id: string };

export const PAGES = 64;

/** The page that a record is listed on: the first six bits of its id. */
export function pageOf(id: RecordId): number {
  return ALPHABET.indexOf(id.charAt(0));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function summaryOf(record: PasskeyRecord): RecordSummary {
  const { rpId, rpName, userName, userDisplayName, displayName } = record;
  const { createdAt, lastUsedAt, deletedAt, hiddenAt } = record;
  const names = { rpId, rpName, userName, userDisplayName, displayName };
  return { id: toBase64url(record.id), ...names, createdAt, lastUsedAt, deletedAt, hiddenAt };
}

const time = v.nullable(count);
const text = v.string();
/** Arrays and not objects, since names would double the size. Version 1 had no last column. */
const line = v.strictTuple([
  ...([text, count, text, text, text, text, text, text, count, time, time] as const),
  v.optional(time, null),
]);
const lines = v.array(line);

/** JSON: ten thousand lines are read in a few milliseconds. */
export function encodePage(page: ContentsPage) {
  const all = [...page].map(
    ([record, { revision, summary: s }]): v.InferOutput<typeof line> => [
      ...([record, revision, s.id, s.rpId, s.rpName, s.userName, s.userDisplayName, s.displayName] as const),
      ...([s.createdAt, s.lastUsedAt, s.deletedAt, s.hiddenAt] as const),
    ],
  );
  return utf8(JSON.stringify(all));
}

/** Throws damaged. */
export function decodePage(content: Uint8Array): ContentsPage {
  const parsed = v.safeParse(lines, parseJson(content));
  if (!parsed.success) throw new VaultError('damaged');
  return new Map(
    parsed.output.map(
      ([record, revision, id, rpId, rpName, userName, userDisplayName, displayName, ...times]) => {
        const [createdAt, lastUsedAt, deletedAt, hiddenAt] = times;
        const names = { id, rpId, rpName, userName, userDisplayName, displayName };
        return [record, { revision, summary: { ...names, createdAt, lastUsedAt, deletedAt, hiddenAt } }];
      },
    ),
  );
}

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(content));
  } catch (cause) {
    throw new VaultError('damaged', { cause });
  }
}
