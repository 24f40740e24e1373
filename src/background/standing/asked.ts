import { type Deferred, deferred } from '../deferred';
import { detach } from '../log';
import type { Asked, StandingEntry, StandingRequest } from './standing-request';
import type { TellFrame } from './tell-frame';

/** How long a document may take to ask again after its worker died; ms. */
const ASKS_WITHIN = 1000;
/** A document whose ceremony is just ending hears only then that its request stands again; ms. */
const ENDS_WITHIN = 250;

/** What the requests ask that stand: in this worker's memory alone, for it names sites. */
export type AskedBy = {
  /** Its document asked, or asked for something that does not stand: null. */
  told(id: string, asked: Asked | null): void;
  /** A worker that started anew has the document ask again; null where that is gone, or what it asked is. */
  whole(entry: StandingEntry): Promise<StandingRequest | null>;
  /** Drops all but these. */
  keepOnly(entries: readonly StandingEntry[]): void;
};

export function askedBy(tellFrame: TellFrame): AskedBy {
  const known = new Map<string, Asked>();
  const awaited = new Map<string, Deferred<Asked | null>>();

  function askAgain(entry: StandingEntry): Promise<Asked | null> {
    const { id } = entry;
    const asking = awaited.get(id);
    if (asking) return asking.promise;
    const answer = deferred<Asked | null>();
    awaited.set(id, answer);
    const timer = setTimeout(() => answer.resolve(null), ASKS_WITHIN);
    detach('asking again', resume(entry, answer));
    return answer.promise.finally(() => {
      clearTimeout(timer);
      awaited.delete(id);
    });
  }

  async function resume(entry: StandingEntry, answer: Deferred<Asked | null>): Promise<void> {
    const { id } = entry;
    if (await tellFrame(entry, { type: 'resume', id })) return;
    await new Promise((resolve) => setTimeout(resolve, ENDS_WITHIN));
    if (!(await tellFrame(entry, { type: 'resume', id }))) answer.resolve(null);
  }

  return {
    told(id, asked) {
      if (asked) known.set(id, asked);
      awaited.get(id)?.resolve(asked);
    },

    async whole(entry) {
      const asked = known.get(entry.id) ?? (await askAgain(entry));
      return asked && { ...entry, ...asked };
    },

    keepOnly(entries) {
      const kept = new Set(entries.map(({ id }) => id));
      for (const id of known.keys()) if (!kept.has(id)) known.delete(id);
    },
  };
}
