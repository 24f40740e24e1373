import * as v from 'valibot';
import type { NativeReason } from '../core/client/client';
import type { CeremonyEnd } from './ceremony/ceremonies';
import { sessionList } from './session-list';
import type { SessionArea } from './vault/vault';

/** Why the browser's own method had a document's last request, so that the popup can say it. */
export type LeftToBrowser = {
  /** A ceremony of that document ended. */
  note(documentId: string, end: CeremonyEnd): Promise<void>;
  reasonFor(documentId: string): Promise<NativeReason | null>;
};

const reason = v.picklist([
  'algorithm-unsupported',
  'hint-elsewhere',
  'nothing-found',
  'payment',
  'policy-unknown',
  'use-other',
] satisfies readonly NativeReason[]);

/** Holds no name of a site: the browser's own name of a document tells nothing. */
export function leftToBrowser(session: SessionArea): LeftToBrowser {
  const item = v.object({ documentId: v.string(), reason });
  const all = sessionList(session, { key: 'left', item, max: 50 });
  return {
    note: (documentId, end) =>
      all.change((items) => {
        const others = items.filter((one) => one.documentId !== documentId);
        if (end.outcome.kind === 'native' && v.is(reason, end.reason))
          return [...others, { documentId, reason: end.reason }];
        return others.length === items.length ? items : others;
      }),
    reasonFor: async (documentId) =>
      (await all.all()).find((one) => one.documentId === documentId)?.reason ?? null,
  };
}
