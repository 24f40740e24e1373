import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PROMPT_PORT } from '../../messages/surface-background';
import { fakePort } from '../testing/fake-port';
import type { Ceremony } from './ceremony';
import { prompts } from './prompts';
import type { Surface } from './surfaces';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const popup: Surface = { kind: 'popup' };
const ownWindow: Surface = { kind: 'window', windowId: 7 };

function ceremony(surface: Surface | null): Ceremony {
  return { record: { id: 'c1', windowId: 1, surface } } as Ceremony;
}

function setUp(offered: readonly Surface[], stillOpen = true) {
  const opened: Surface[] = [];
  const closedSurfaces: Surface[] = [];
  const cancelled: string[] = [];
  const focused: number[] = [];
  const all = prompts({
    surfaces: {
      async *open() {
        for (const surface of offered) {
          opened.push(surface);
          yield surface;
        }
      },
      openWindow: async () => {
        opened.push(ownWindow);
        return ownWindow;
      },
      toFront: async (surface) => {
        if (surface.kind === 'window') focused.push(surface.windowId);
        return surface.kind === 'window';
      },
      close: async (surface) => {
        closedSurfaces.push(surface);
        return stillOpen;
      },
      leaveTo: async (windowId) => void focused.push(windowId),
    },
    closed: (id) => void cancelled.push(id),
    placed: async () => undefined,
    announce: () => undefined,
  });
  const show = () => {
    const surface = fakePort(`${PROMPT_PORT}c1`);
    all.join(surface.port);
    return surface;
  };
  return { all, opened, closedSurfaces, cancelled, focused, show };
}

test('the first surface that shows the prompt is the only one', async () => {
  const { all, opened, show } = setUp([popup, ownWindow]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(100);
  show();
  await open;
  expect(opened).toEqual([popup]);
});

test('asked for again, its window comes to the front; a popup, or one that is gone, does not', async () => {
  const { all, focused, show } = setUp([ownWindow]);
  expect(await all.toFront(ceremony(ownWindow))).toBe(false);
  show();
  expect(await all.toFront(ceremony(ownWindow))).toBe(true);
  expect(await all.toFront(ceremony(popup))).toBe(false);
  expect(await all.toFront(ceremony(null))).toBe(false);
  expect(focused).toEqual([ownWindow.windowId]);
});

test('a popup that never shows it is followed by a window', async () => {
  const { all, opened, closedSurfaces, show } = setUp([popup, ownWindow]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(3100);
  show();
  await open;
  expect(opened).toEqual([popup, ownWindow]);
  expect(closedSurfaces).toEqual([popup]);
});

test('after a restart of the worker the prompt that is open is taken over, not opened again', async () => {
  const { all, opened, cancelled, show } = setUp([ownWindow]);
  const open = all.open(ceremony(ownWindow));
  await vi.advanceTimersByTimeAsync(500);
  show();
  await open;
  expect(opened).toEqual([]);
  expect(cancelled).toEqual([]);
});

test('a prompt that the person closed while the worker was dead is a cancel', async () => {
  const { all, opened, cancelled } = setUp([ownWindow]);
  const open = all.open(ceremony(ownWindow));
  await vi.advanceTimersByTimeAsync(3100);
  await open;
  expect(opened).toEqual([]);
  expect(cancelled).toEqual(['c1']);
});

test('closing the prompt is a cancel, reloading it is none', async () => {
  const { all, cancelled, show } = setUp([ownWindow]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(10);
  const first = show();
  await open;
  first.leave();
  await vi.advanceTimersByTimeAsync(100);
  const second = show();
  await vi.advanceTimersByTimeAsync(1000);
  expect(cancelled).toEqual([]);
  second.leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect(cancelled).toEqual(['c1']);
});

test('moved from the popup to a window it is no cancel when the popup leaves', async () => {
  const { all, opened, cancelled, show } = setUp([popup]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(10);
  const first = show();
  await open;
  const moved = all.toWindow(ceremony(popup));
  first.leave();
  await vi.advanceTimersByTimeAsync(1000);
  const second = show();
  await moved;
  await vi.advanceTimersByTimeAsync(1000);
  expect(opened).toEqual([popup, ownWindow]);
  expect(cancelled).toEqual([]);
  second.leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect(cancelled).toEqual(['c1']);
});

test('moved to a window that never shows it, it is over', async () => {
  const { all, cancelled, show } = setUp([popup]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(10);
  const first = show();
  await open;
  const moved = all.toWindow(ceremony(popup));
  first.leave();
  await vi.advanceTimersByTimeAsync(4000);
  await moved;
  expect(cancelled).toEqual(['c1']);
});

test('the ending is told and waited for, but not for ever', async () => {
  const { all, closedSurfaces, show } = setUp([ownWindow]);
  const open = all.open(ceremony(null));
  await vi.advanceTimersByTimeAsync(10);
  const surface = show();
  await open;
  const end = all.end({ ...ceremony(ownWindow).record }, 'signed-in');
  await vi.advanceTimersByTimeAsync(3100);
  await end;
  expect(surface.sent).toEqual([{ ended: 'signed-in' }]);
  expect(closedSurfaces).toEqual([ownWindow]);
});

test('a prompt that left long ago takes the focus from nobody', async () => {
  const left = setUp([], false);
  await left.all.end({ ...ceremony(ownWindow).record }, 'gone');
  expect(left.focused).toEqual([]);

  const open = setUp([], true);
  await open.all.end({ ...ceremony(ownWindow).record }, 'gone');
  expect(open.focused).toEqual([1]);

  // One that the worker before this one had opened, and the next.
  const two = setUp([ownWindow], true);
  void two.all.open(ceremony(null));
  await two.all.end({ ...ceremony(ownWindow).record, id: 'c0' }, 'signed-in');
  expect(two.focused).toEqual([]);
});
