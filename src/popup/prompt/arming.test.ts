import { expect, test } from 'vitest';
import { ARMING_DELAY, arming, type Timers } from './arming';

/** A clock that stands still until it is told to go on. */
function fakeClock() {
  let now = 0;
  let nextId = 1;
  const waiting = new Map<number, { at: number; run: () => void }>();
  const timers: Timers = {
    set(run, after) {
      waiting.set(nextId, { at: now + after, run });
      return nextId++;
    },
    clear: (id) => void waiting.delete(id),
  };
  function pass(time: number): void {
    now += time;
    for (const [id, { at, run }] of [...waiting]) {
      if (at > now || !waiting.delete(id)) continue;
      run();
    }
  }
  return { timers, pass, waiting };
}

function armed() {
  const clock = fakeClock();
  let is = false;
  const guard = arming(clock.timers, (now) => {
    is = now;
  });
  return { guard, ...clock, is: () => is };
}

test('it arms only after the whole delay in view and focus', () => {
  const { guard, pass, is } = armed();
  pass(10_000);
  expect(is()).toBe(false);
  guard.attend(true);
  pass(ARMING_DELAY - 1);
  expect(is()).toBe(false);
  pass(1);
  expect(is()).toBe(true);
});

test('losing focus disarms at once, and gaining it starts anew', () => {
  const { guard, pass, is } = armed();
  guard.attend(true);
  pass(ARMING_DELAY);
  guard.attend(false);
  expect(is()).toBe(false);
  pass(ARMING_DELAY * 2);
  expect(is()).toBe(false);
  guard.attend(true);
  pass(ARMING_DELAY - 1);
  expect(is()).toBe(false);
  pass(1);
  expect(is()).toBe(true);
});

test('each move or resize starts the delay anew', () => {
  const { guard, pass, is, waiting } = armed();
  guard.attend(true);
  for (let time = 0; time < 5; time += 1) {
    pass(ARMING_DELAY - 1);
    guard.disturb();
    expect(is()).toBe(false);
  }
  expect(waiting.size).toBe(1);
  pass(ARMING_DELAY);
  expect(is()).toBe(true);
  guard.disturb();
  expect(is()).toBe(false);
});

test('a resize that keeps the size is none', () => {
  const { guard, pass, is } = armed();
  guard.sized(380, 467);
  guard.attend(true);
  pass(ARMING_DELAY - 1);
  guard.sized(380, 467);
  pass(1);
  expect(is()).toBe(true);
  guard.sized(380, 480);
  expect(is()).toBe(false);
});

test('a move without focus arms nothing, nor does anything after the end', () => {
  const { guard, pass, is, waiting } = armed();
  guard.disturb();
  pass(ARMING_DELAY);
  expect(is()).toBe(false);
  guard.attend(true);
  guard.stop();
  guard.disturb();
  pass(ARMING_DELAY);
  expect(is()).toBe(false);
  expect(waiting.size).toBe(0);
});

test('a key before it is armed delays it, one after that does not', () => {
  const { guard, pass, is } = armed();
  guard.attend(true);
  pass(ARMING_DELAY - 1);
  guard.typed();
  pass(ARMING_DELAY - 1);
  expect(is()).toBe(false);
  pass(1);
  expect(is()).toBe(true);
  guard.typed();
  expect(is()).toBe(true);
});
