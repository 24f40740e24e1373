import { fromUtf8, toBase64url, utf8 } from '../bytes';
import { VaultError } from './error';
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

/** The revision of the record that the person deleted for good, and when. */
export type Deletion = { readonly revision: number; readonly at: number };

/**
 * `deletions` are by credential id in base64url. What is neither listed nor noted there is gone by damage, and sync
 * must not pass that on.
 */
export type ContentsPage = {
  readonly entries: ReadonlyMap<RecordId, ContentsEntry>;
  readonly deletions: ReadonlyMap<string, Deletion>;
};

/** How long a deletion is noted, as long as sync remembers it: two years. */
export const DELETION_KEPT_FOR = 2 * 365 * 24 * 60 * 60 * 1000;

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

type Time = number | null;
/** Arrays and not objects, since names would double the size. Version 1 had no last column, 1 and 2 no deletions. */
type Line = readonly [
  ...[record: RecordId, revision: number, id: string, rpId: string, rpName: string],
  ...[userName: string, userDisplayName: string, displayName: string],
  ...[createdAt: number, lastUsedAt: Time, deletedAt: Time, hiddenAt?: Time],
];
type DeletionLine = readonly [id: string, revision: number, at: number];

const isText = (value: unknown) => typeof value === 'string';
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTime = (value: unknown) => value === null || isCount(value);
const columns: readonly ((value: unknown) => boolean)[] = [
  ...[isText, isCount, isText, isText, isText, isText, isText, isText],
  ...[isCount, isTime, isTime, isTime],
];

/** By hand: a schema takes as long for ten thousand lines as all else of an unlock. */
function isLine(value: unknown): value is Line {
  if (!Array.isArray(value) || value.length > columns.length || value.length < columns.length - 1)
    return false;
  return value.every((field, column) => columns[column]?.(field));
}

function isDeletionLine(value: unknown): value is DeletionLine {
  if (!Array.isArray(value) || value.length !== 3) return false;
  return isText(value[0]) && isCount(value[1]) && isCount(value[2]);
}

/** JSON: ten thousand lines are read in a few milliseconds. */
export function encodePage({ entries, deletions }: ContentsPage) {
  const lines = [...entries].map(
    ([record, { revision, summary: s }]): Line => [
      ...([record, revision, s.id, s.rpId, s.rpName, s.userName, s.userDisplayName, s.displayName] as const),
      ...([s.createdAt, s.lastUsedAt, s.deletedAt, s.hiddenAt] as const),
    ],
  );
  const gone = [...deletions].map(([id, { revision, at }]): DeletionLine => [id, revision, at]);
  return utf8(JSON.stringify([...lines, ...gone]));
}

/** Throws damaged. */
export function decodePage(content: Uint8Array): ContentsPage {
  const all = parseJson(content);
  if (!Array.isArray(all)) throw new VaultError('damaged');
  const entries = new Map<RecordId, ContentsEntry>();
  const deletions = new Map<string, Deletion>();
  for (const line of all) {
    if (isLine(line)) entries.set(line[0], entryOf(line));
    else if (isDeletionLine(line)) deletions.set(line[0], { revision: line[1], at: line[2] });
    else throw new VaultError('damaged');
  }
  return { entries, deletions };
}

/** By index: taken apart as a list, with its rest, it takes fifty times as long. */
function entryOf(line: Line): ContentsEntry {
  return {
    revision: line[1],
    summary: {
      id: line[2],
      rpId: line[3],
      rpName: line[4],
      userName: line[5],
      userDisplayName: line[6],
      displayName: line[7],
      createdAt: line[8],
      lastUsedAt: line[9],
      deletedAt: line[10],
      hiddenAt: line[11] ?? null,
    },
  };
}

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(content));
  } catch (cause) {
    throw new VaultError('damaged', { cause });
  }
}
