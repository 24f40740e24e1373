import { expect, test } from 'vitest';
import { placeOf } from './ancestors';
import { caller } from './testing/client-under-test';

const A = 'https://a.test';
const B = 'https://b.test';

test.each<[string, string, readonly string[], ReturnType<typeof placeOf>]>([
  ['top-level', A, [], { crossOrigin: false }],
  ['A in A in A', A, [A, A], { crossOrigin: false }],
  ['A in B', A, [B], { crossOrigin: true, topOrigin: B }],
  ['A in B in A', A, [B, A], { crossOrigin: true, topOrigin: A }],
  ['A in A in B', A, [A, B], { crossOrigin: true, topOrigin: B }],
  ['another scheme', A, ['http://a.test'], { crossOrigin: true, topOrigin: 'http://a.test' }],
  ['below something unknown', A, ['null'], { crossOrigin: true, topOrigin: null }],
  ['two opaque origins are never the same one', 'null', ['null'], { crossOrigin: true, topOrigin: null }],
])('%s', (_title, origin, ancestorOrigins, place) => {
  expect(placeOf(caller({ origin, ancestorOrigins }))).toEqual(place);
});
