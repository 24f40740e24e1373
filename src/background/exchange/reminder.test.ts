import { beforeEach, describe, expect, it } from 'vitest';
import type { PasskeyRecord } from '../../core/vault/record';
import type { PasskeySummary } from '../../messages/surface-background';
import { backupReminder, type Reminder } from './reminder';

const DAY = 86_400_000;
const START = 1_767_225_600_000;

describe('the backup reminder', () => {
  let now: number;
  let stored: unknown;
  let made: number[];
  let backedUp: boolean;
  let reminder: Reminder;
  beforeEach(() => {
    now = START;
    stored = undefined;
    made = [];
    backedUp = false;
    reminder = backupReminder({
      area: {
        get: async () => stored,
        set: async (value) => {
          stored = value;
        },
      },
      vault: {
        list: async () =>
          made.map((createdAt, index) => ({ id: `AA${index}A`, createdAt }) as PasskeySummary),
        records: async (ids) =>
          made.map((createdAt) => ({ createdAt, backedUp }) as PasskeyRecord).slice(0, ids?.length),
      },
      now: () => now,
    });
  });

  it('is silent with nothing to lose, and about a passkey just made', async () => {
    expect(await reminder.get()).toBe(null);
    made = [START];
    expect(await reminder.get()).toBe(null);
  });

  it('speaks of several, or of one that has waited', async () => {
    made = [START, START, START];
    expect(await reminder.get()).toEqual({ count: 3, lastBackupAt: null });
    made = [START];
    now += 3 * DAY;
    expect(await reminder.get()).toEqual({ count: 1, lastBackupAt: null });
  });

  it('is content after a backup, until new passkeys come', async () => {
    made = [START, START, START];
    now += DAY;
    await reminder.backedUp();
    expect(await reminder.get()).toBe(null);
    made.push(now + 1);
    now += 4 * DAY;
    expect(await reminder.get()).toEqual({ count: 1, lastBackupAt: START + DAY });
  });

  it('has nothing to say of passkeys that have a copy elsewhere', async () => {
    made = [START, START, START];
    backedUp = true;
    expect(await reminder.get()).toBe(null);
  });

  it('can be silenced for a month, or for ever', async () => {
    made = [START, START, START];
    await reminder.silence('month');
    now += 29 * DAY;
    expect(await reminder.get()).toBe(null);
    now += 2 * DAY;
    expect(await reminder.get()).toMatchObject({ count: 3 });
    await reminder.silence('ever');
    now += 5000 * DAY;
    expect(await reminder.get()).toBe(null);
    await reminder.backedUp();
    made.push(now);
    expect(await reminder.get()).toBe(null);
  });

  it('takes nonsense in storage for nothing', async () => {
    made = [START, START, START];
    stored = { lastBackupAt: 'soon', silentUntil: {} };
    expect(await reminder.get()).toEqual({ count: 3, lastBackupAt: null });
  });
});
