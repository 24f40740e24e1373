import * as v from 'valibot';
import { SyncError } from '../../core/sync/error';
import { VaultError } from '../../core/vault/error';
import type { SyncReason } from '../../messages/surface-background';
import type { SessionArea } from '../vault/vault';

/** How the last sync went, in memory that outlives the worker. */
const outcome = v.object({
  lastAt: v.nullable(v.number()),
  reason: v.nullable(v.string()),
  result: v.picklist(['none', 'done', 'held', 'moved', 'failed']),
  failures: v.number(),
  /** Not to be tried by itself before. */
  nextAt: v.number(),
});

export type Outcome = Omit<v.InferOutput<typeof outcome>, 'reason'> & { readonly reason: SyncReason | null };

const NONE: Outcome = { lastAt: null, reason: null, result: 'none', failures: 0, nextAt: 0 };
const KEY = 'sync';

export async function readOutcome(session: SessionArea): Promise<Outcome> {
  const parsed = v.safeParse(outcome, await session.get(KEY));
  return parsed.success ? { ...parsed.output, reason: parsed.output.reason as SyncReason | null } : NONE;
}

export function writeOutcome(session: SessionArea, value: Outcome): Promise<void> {
  return session.set(KEY, value);
}

export function forgetOutcome(session: SessionArea): Promise<void> {
  return session.remove(KEY);
}

/** Half a minute, then twice as long each time, up to half an hour; ms. */
export function pauseAfter(failures: number): number {
  return Math.min(30_000 * 2 ** (failures - 1), 30 * 60_000);
}

/** These pass by themselves, and nobody is troubled with them. */
const PASSING: readonly SyncReason[] = ['offline', 'unreachable', 'timeout', 'busy'];

export function passesByItself(reason: SyncReason | null): boolean {
  return reason !== null && PASSING.includes(reason);
}

/** What to tell of an error; null where the vault locked meanwhile, which is no failure. */
export function reasonOf(error: unknown): SyncReason | null {
  if (error instanceof SyncError) return error.reason;
  if (error instanceof VaultError && error.reason === 'locked') return null;
  if (error instanceof VaultError && error.reason === 'storage-full') return 'internal';
  return error instanceof Error && error.name === 'AbortError' ? null : 'internal';
}
