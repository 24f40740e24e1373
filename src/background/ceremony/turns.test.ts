import { expect, test } from 'vitest';
import { turns } from './turns';

const never = new AbortController().signal;

test('a second turn begins when the first has ended', async () => {
  const order: string[] = [];
  const { take } = turns();
  const endFirst = await take(never);
  const second = take(never).then((end) => {
    order.push('second');
    end();
  });
  order.push('first');
  endFirst();
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('one that gives up while waiting holds nobody up', async () => {
  const { take } = turns();
  const endFirst = await take(never);
  const impatient = new AbortController();
  const second = take(impatient.signal);
  const third = take(never);
  impatient.abort('gone');
  await expect(second).rejects.toBe('gone');
  endFirst();
  await expect(third).resolves.toBeTypeOf('function');
});

test('one that gave up does not let the next go before the first has ended', async () => {
  const { take } = turns();
  await take(never);
  const impatient = new AbortController();
  const second = take(impatient.signal);
  impatient.abort('gone');
  await expect(second).rejects.toBe('gone');
  let began = false;
  void take(never).then(() => {
    began = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(began).toBe(false);
});
