import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pagesOf } from './paper';

const tree = '<< /Type /Pages\n   /Kids [ 5 0 R 6 0 R ]\n   /Count 2\n>>';

test('the pages of a PDF are counted, plain or compressed, also where the tree has branches', () => {
  expect(pagesOf(Buffer.from(`%PDF-1.4\n2 0 obj\n${tree}\nendobj`))).toBe(2);
  const stream = (content: Buffer) =>
    Buffer.concat([
      Buffer.from('1 0 obj\n<< /Type /ObjStm >>\nstream\r\n'),
      content,
      Buffer.from('\nendstream\n'),
    ]);
  expect(pagesOf(stream(deflateSync(tree)))).toBe(2);
  const branches = `<</Type /Pages\n/Count 9\n/Kids [3 0 R]>> <</Type /Pages /Parent 2 0 R /Count 8>> <</Type /Page>>`;
  expect(pagesOf(Buffer.concat([stream(Buffer.from([0xff, 0xd8])), Buffer.from(branches)]))).toBe(9);
  expect(() => pagesOf(Buffer.from('%PDF-1.4'))).toThrow();
});
