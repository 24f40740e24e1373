import { expect, test, vi } from 'vitest';
import { policy } from './policy';

vi.spyOn(console, 'warn').mockImplementation(() => undefined);

/** A browser that has its policies ready when the test says so. */
function setUp(last: unknown = undefined) {
  const waiting: ((found: unknown) => void)[] = [];
  const areas = { remembered: last };
  const changed = vi.fn();
  const listeners: (() => void)[] = [];
  const { values } = policy(
    {
      managed: {
        get: () => new Promise((answer) => waiting.push(answer)),
        onChange: (listener) => void listeners.push(listener),
      },
      remembered: {
        get: async () => areas.remembered,
        set: async (found) => {
          areas.remembered = found;
        },
      },
    },
    changed,
  );
  return {
    ...{ values, changed, areas },
    change: () => {
      for (const heard of listeners) heard();
    },
    async answer(found: unknown, which = 0): Promise<void> {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(which));
      waiting.splice(which, 1)[0]?.(found);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('what was set last time holds until the browser has read its policies', async () => {
  const { values, changed, answer, areas } = setUp({ 'lock-after': 5 });
  expect(await values()).toEqual({ 'lock-after': 5 });
  await answer({ 'lock-after': 1, theme: 'dark' });
  expect(changed).toHaveBeenCalledTimes(1);
  expect(await values()).toEqual({ 'lock-after': 1, theme: 'dark' });
  expect(areas.remembered).toEqual({ 'lock-after': 1, theme: 'dark' });
});

test('nothing is told where it is as it was, whatever the order', async () => {
  const { values, changed, answer } = setUp({ theme: 'dark', 'lock-after': 5 });
  await values();
  await answer({ 'lock-after': 5, theme: 'dark' });
  expect(changed).not.toHaveBeenCalled();
});

test('where nothing is remembered the answer waits, and is remembered', async () => {
  const { values, changed, answer, areas } = setUp();
  const asked = [values(), values()];
  await answer({ 'minimum-pin-length': 12 });
  expect(await Promise.all(asked)).toEqual([{ 'minimum-pin-length': 12 }, { 'minimum-pin-length': 12 }]);
  expect(areas.remembered).toEqual({ 'minimum-pin-length': 12 });
  expect(changed).not.toHaveBeenCalled();
});

test('that nothing is set is remembered as well', async () => {
  const { values, answer, areas } = setUp();
  const asked = values();
  await answer({});
  expect(await asked).toEqual({});
  expect(areas.remembered).toEqual({});
});

test('of two readings the newer counts, in whatever order they are answered', async () => {
  const { values, change, answer } = setUp({});
  await values();
  change();
  await answer({ theme: 'dark' }, 1);
  await answer({ theme: 'light' });
  expect(await values()).toEqual({ theme: 'dark' });
});

test('what is remembered is checked as if it came from outside', async () => {
  expect(await setUp({ 'lock-after': -1, theme: 'dark' }).values()).toEqual({ theme: 'dark' });
});

test('a reading that fails is made again when it is next asked for', async () => {
  const managed = { get: vi.fn().mockRejectedValueOnce(new Error('no')), onChange: () => undefined };
  const remembered = { get: async () => undefined, set: async () => undefined };
  const { values } = policy({ managed, remembered }, () => undefined);
  await expect(values()).rejects.toThrow('no');
  managed.get.mockResolvedValueOnce({ theme: 'dark' });
  expect(await values()).toEqual({ theme: 'dark' });
});
