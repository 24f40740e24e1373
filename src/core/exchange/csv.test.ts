import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialSource } from '../testing/credential-source';
import { newRecord, type PasskeyRecord } from '../vault/record';
import { writeCsv } from './csv';

const columns = {
  ...{ site: 'Site', userName: 'User name', fullName: 'Full name', ownName: 'Your name for it' },
  ...{ note: 'Note', created: 'Created', lastUsed: 'Last used', id: 'Passkey ID' },
};
const dateOf = (time: number) => new Date(time).toISOString();
const record = (change: Partial<PasskeyRecord> = {}): PasskeyRecord => ({
  ...newRecord(credentialSource('ada')),
  ...change,
});
const listing = (...records: PasskeyRecord[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(records, columns, dateOf));

/** RFC 4180 by the letter: every cell of ours is quoted. */
function cellsOf(csv: string): string[][] {
  const rows = csv.replace(/^\ufeff/, '').match(/(?:"(?:[^"]|"")*"(?:,|\r\n))+?(?<=\r\n)/g) ?? [];
  return rows.map((row) =>
    [...row.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
  );
}

describe('the listing', () => {
  it('has a line for each living passkey, and no secret', () => {
    const lastUsedAt = 1_767_225_600_000;
    const ada = record({ lastUsedAt, note: 'one\ntwo, "three"' });
    const csv = listing(ada, record({ deletedAt: 1 }));
    expect(csv.startsWith('\ufeff"Site","User name"')).toBe(true);
    const [, line, ...more] = cellsOf(csv);
    expect(more).toEqual([]);
    const id = Buffer.from(ada.id).toString('base64url');
    const times = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'];
    expect(line).toEqual(['example.org', 'ada@example.org', 'ada', '', 'one\ntwo, "three"', ...times, id]);
    const secrets = [ada.privateKey, ada.prf?.withUv ?? new Uint8Array(), ada.userHandle ?? new Uint8Array()];
    for (const secret of secrets)
      for (const spelling of ['base64', 'base64url', 'hex'] as const)
        expect(csv).not.toContain(Buffer.from(secret).toString(spelling).slice(0, 20));
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tada',
    '\rada',
    '\t=1',
    '\r=1',
    ' =1',
    '\u0000=1',
    '＝1',
    '－1',
    '\u200b=1',
  ])('takes the sting out of %j', (name) => {
    const [, line] = cellsOf(listing(record({ userName: name, note: name })));
    expect([line?.[1], line?.[4]]).toEqual([`'${name}`, `'${name}`]);
  });

  it('leaves harmless names as they are', () => {
    const names = ['ada', 'a=b', '1-2', '"quoted"', "'", ''];
    const rows = cellsOf(listing(...names.map((userName) => record({ userName }))));
    expect(rows.slice(1).map((row) => row[1])).toEqual(names);
  });

  it('never has a cell that a spreadsheet runs, nor one that runs over', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (names) => {
        const rows = cellsOf(listing(...names.map((userName) => record({ userName, note: userName }))));
        expect(rows).toHaveLength(names.length + 1);
        for (const row of rows) {
          expect(row).toHaveLength(8);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });
});
