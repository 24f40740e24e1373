import type { ActivityEntry, ActivityReason } from '../../core/activity/entry';
import type { CreateRequest, GetRequest } from '../../core/client/client';
import type { CeremonyEnd } from '../ceremony/ceremonies';
import type { CeremonyRecord } from '../ceremony/record';

type Ended = {
  readonly record: Pick<CeremonyRecord, 'kind' | 'origin' | 'isPrivate'>;
  readonly request: { readonly request: CreateRequest | GetRequest };
};

/** What the log says of a ceremony that ended; null for a private window's, which is to leave no trace of its sites. */
export function entryOfCeremony(
  { record, request }: Ended,
  { outcome, reason }: Pick<CeremonyEnd, 'outcome'> & { readonly reason: ActivityReason },
): Omit<ActivityEntry, 'at' | 'times'> | null {
  if (record.isPrivate) return null;
  const site = URL.canParse(record.origin) ? new URL(record.origin).host : record.origin;
  const { options, mediation } = request.request;
  const rpId = ('rp' in options ? options.rp.id : options.rpId) ?? null;
  const isConditional = mediation === 'conditional';
  const conditional = record.kind === 'create' ? 'upgrade' : 'autofill';
  return {
    kind: isConditional ? conditional : record.kind,
    site,
    rpId: rpId === null || rpId === site.replace(/:\d+$/, '') ? null : rpId,
    result: resultOf(outcome),
    reason,
  };
}

function resultOf({ kind }: CeremonyEnd['outcome']): ActivityEntry['result'] {
  if (kind === 'native') return 'browser';
  if (kind === 'standing') return 'waits';
  return kind === 'error' ? 'failed' : 'done';
}
