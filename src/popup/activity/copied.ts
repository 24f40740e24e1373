import type { ActivityEntry } from '../../messages/surface-background';

/**
 * The log as text, for whoever helps: one line for each entry, newest first, in the words of the code. There are
 * no secrets in an entry, so there are none here.
 */
export function copied(entries: readonly ActivityEntry[], about: string): string {
  const lines = entries.toReversed().map(({ at, kind, site, rpId, result, reason, times }) => {
    const asked = rpId === null ? [] : [`rpId=${rpId}`];
    const often = times === 1 ? [] : [`${times} times`];
    const why = reason === 'done' ? result : `${result}: ${reason}`;
    return [new Date(at).toISOString(), kind, site ?? '-', ...asked, why, ...often].join('  ');
  });
  return [about, '', ...lines, ''].join('\n');
}
