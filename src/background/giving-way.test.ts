import { expect, it } from 'vitest';
import { givingWay } from './giving-way';
import { fewAtOnce } from './vault/few-at-once';

function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

it('lets others have their turn after a while of work, and not before', async () => {
  const giveWay = givingWay();
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  await giveWay();
  expect(turns).toBe(0);
  busy(20);
  await giveWay();
  expect(turns).toBeGreaterThan(0);
  clearInterval(timer);
});

it('is what work on many things does, however fast each answers', async () => {
  let answered = 0;
  const timer = setInterval(() => {
    answered += 1;
  });
  await fewAtOnce(
    Array.from({ length: 640 }, (_, index) => index),
    async () => busy(0.3),
  );
  clearInterval(timer);
  expect(answered).toBeGreaterThan(3);
});
