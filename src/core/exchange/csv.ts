import { type Bytes, toBase64url, utf8 } from '../bytes';
import type { PasskeyRecord } from '../vault/record';

/** Names of the columns, in the person's language. */
export type CsvColumns = Readonly<
  Record<'site' | 'userName' | 'fullName' | 'ownName' | 'note' | 'created' | 'lastUsed' | 'id', string>
>;

/**
 * A listing for people and their spreadsheets: no key, no secret. RFC 4180, UTF-8 with the byte order mark that
 * spreadsheets ask for. `dateOf` writes a time.
 */
export function writeCsv(
  records: readonly PasskeyRecord[],
  columns: CsvColumns,
  dateOf: (time: number) => string,
): Bytes {
  const { site, userName, fullName, ownName, note, created, lastUsed, id } = columns;
  const head = [site, userName, fullName, ownName, note, created, lastUsed, id];
  const rows = records
    .filter(({ deletedAt }) => deletedAt === null)
    .map((record) => [
      record.rpId,
      record.userName,
      record.userDisplayName,
      record.displayName,
      record.note,
      dateOf(record.createdAt),
      record.lastUsedAt === null ? '' : dateOf(record.lastUsedAt),
      toBase64url(record.id),
    ]);
  return utf8(`\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`);
}

/** What makes a spreadsheet take a cell for a formula, also behind white space and in full width. */
const FORMULA = /^(?:[\s\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/u;

/** A name that a site chose must not run in the person's spreadsheet. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
