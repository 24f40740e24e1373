import type { Head, Manifest, ManifestHash } from './manifest';

/**
 * What is wrong with what the remote shows of a device's log, though each piece of it is authentic:
 * `rolled-back`: an earlier state than was seen; `forked`: another than was seen; `missing`: a log or part of it
 * is gone; `withheld`: another device has seen more of it.
 */
export type HistoryFault = 'rolled-back' | 'forked' | 'missing' | 'withheld';

type Seen = Pick<Head, 'counter' | 'hash'>;

/** Compares a manifest with what was last seen of its device. Null where it goes on from there. */
export function checkHistory(
  seen: Seen | null,
  manifest: Pick<Manifest, 'counter' | 'history'>,
  hash: ManifestHash,
): HistoryFault | null {
  if (seen === null) return null;
  if (manifest.counter < seen.counter) return 'rolled-back';
  if (manifest.counter === seen.counter) return hash === seen.hash ? null : 'forked';
  const then = manifest.history[manifest.counter - seen.counter - 1];
  return then === undefined || then === seen.hash ? null : 'forked';
}

/** Compares what the remote shows of a device with what a third device has seen of it. */
export function checkHead(
  shown: (Seen & Pick<Manifest, 'history'>) | null,
  { counter, hash }: Seen,
): HistoryFault | null {
  if (shown === null || shown.counter < counter) return 'withheld';
  const then = shown.counter === counter ? shown.hash : shown.history[shown.counter - counter - 1];
  return then === undefined || then === hash ? null : 'forked';
}
