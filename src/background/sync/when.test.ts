import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChangedBy, VaultChange } from '../vault/vault';
import { keepInSync } from './when';

vi.mock('../../browser', () => ({
  browser: {
    alarms: {
      create: async () => undefined,
      clear: async () => true,
      onAlarm: { addListener: () => undefined },
    },
  },
}));

let tell: (what: VaultChange, by: ChangedBy) => void;
let synced: number;
let isLocked: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  synced = 0;
  isLocked = false;
  keepInSync(
    {
      state: async () => (isLocked ? 'locked' : 'unlocked'),
      onChange: (listener) => {
        tell = listener;
      },
    },
    {
      now: async () => {
        synced += 1;
      },
      ifDue: async () => undefined,
      locked: async () => undefined,
    },
  );
});
afterEach(() => void vi.useRealTimers());

async function syncedSoon(): Promise<number> {
  await vi.advanceTimersByTimeAsync(2000);
  return synced;
}

test('several changes at once become one sync', async () => {
  tell('passkeys', 'here');
  tell('passkeys', 'here');
  expect(await syncedSoon()).toBe(1);
});

test('what sync itself changed is no reason for another, and hides no change beside it', async () => {
  tell('passkeys', 'sync');
  expect(await syncedSoon()).toBe(0);
  tell('passkeys', 'here');
  tell('passkeys', 'sync');
  expect(await syncedSoon()).toBe(1);
});

test('an unlocked vault syncs, and one that is locked again does not', async () => {
  tell('state', 'here');
  expect(await syncedSoon()).toBe(1);
  tell('passkeys', 'here');
  isLocked = true;
  tell('state', 'here');
  expect(await syncedSoon()).toBe(1);
});
