import { expect, it } from 'vitest';
import { mapInTurns } from './map-in-turns';

it('reads all in order, with a breath for each hundred', async () => {
  let breaths = 0;
  const all = Array.from({ length: 250 }, (_, index) => index);
  const read = await mapInTurns(
    all,
    (each) => -each,
    async () => {
      breaths += 1;
    },
  );
  expect(read).toEqual(all.map((each) => -each));
  expect(breaths).toBe(3);
});
