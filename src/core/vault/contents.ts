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

type Time = number | null;
/** Arrays and not objects, since names would double the size. Version 1 had no last column. */
type Line = readonly [
  ...[record: RecordId, revision: number, id: string, rpId: string, rpName: string],
  ...[userName: string, userDisplayName: string, displayName: string],
  ...[createdAt: number, lastUsedAt: Time, deletedAt: Time, hiddenAt?: Time],
];

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

/** JSON: ten thousand lines are read in a few milliseconds. */
export function encodePage(page: ContentsPage) {
  const all = [...page].map(
    ([record, { revision, summary: s }]): Line => [
      ...([record, revision, s.id, s.rpId, s.rpName, s.userName, s.userDisplayName, s.displayName] as const),
      ...([s.createdAt, s.lastUsedAt, s.deletedAt, s.hiddenAt] as const),
    ],
  );
  return utf8(JSON.stringify(all));
}

/** Throws damaged. */
export function decodePage(content: Uint8Array): ContentsPage {
  const lines = parseJson(content);
  if (!Array.isArray(lines) || !lines.every(isLine)) throw new VaultError('damaged');
  return new Map(lines.map((line): [RecordId, ContentsEntry] => [line[0], entryOf(line)]));
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
