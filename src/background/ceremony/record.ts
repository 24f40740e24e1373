import * as v from 'valibot';
import type { PageOutcome } from '../../messages/page-bridge';
import type { SessionArea } from '../vault/vault';

const answer = v.variant('decision', [
  v.object({ decision: v.literal('approved'), userVerified: v.boolean(), id: v.nullable(v.string()) }),
  v.object({ decision: v.picklist(['cancelled', 'use-other', 'nothing']) }),
]);

const record = v.object({
  /** Drawn by the bridge; unguessable for other frames. */
  id: v.string(),
  documentId: v.string(),
  tabId: v.number(),
  windowId: v.number(),
  origin: v.string(),
  topOrigin: v.nullable(v.string()),
  /** Asked for in a private window. */
  isPrivate: v.boolean(),
  kind: v.picklist(['create', 'get']),
  /** Milliseconds since the epoch. */
  deadline: v.number(),
  /** The id a new credential will have, in base64url; drawn once so that a repeated run makes no second one. */
  newId: v.string(),
  /** Credential id of the account that the person named before the prompt opened, in base64url. */
  account: v.nullable(v.string()),
  /** The person was verified in this very ceremony. */
  verified: v.boolean(),
  answer: v.nullable(answer),
  /** Kept until the page has it. */
  outcome: v.nullable(v.custom<PageOutcome>((value) => typeof value === 'object' && value !== null)),
  /** Where the prompt was opened. */
  surface: v.nullable(
    v.variant('kind', [
      v.object({ kind: v.literal('popup') }),
      v.object({ kind: v.literal('window'), windowId: v.number() }),
    ]),
  ),
});

/** All of an open ceremony that must outlive the worker. No secrets but a signed outcome on its way out. */
export type CeremonyRecord = v.InferOutput<typeof record>;

const KEY = 'ceremonies';

export type CeremonyRecords = {
  all(): Promise<readonly CeremonyRecord[]>;
  get(id: string): Promise<CeremonyRecord | null>;
  /** Resolves once session storage has it. */
  put(record: CeremonyRecord): Promise<void>;
  remove(id: string): Promise<void>;
};

/** Open ceremonies in session storage, with a mirror in memory; one key, since there are ever only a few. */
export function ceremonyRecords(session: SessionArea): CeremonyRecords {
  const loaded = session.get(KEY).then((value) => {
    const parsed = v.safeParse(v.record(v.string(), record), value);
    return new Map(Object.entries(parsed.success ? parsed.output : {}));
  });

  async function write(change: (records: Map<string, CeremonyRecord>) => void): Promise<void> {
    const records = await loaded;
    change(records);
    await session.set(KEY, Object.fromEntries(records));
  }

  return {
    all: async () => [...(await loaded).values()],
    get: async (id) => (await loaded).get(id) ?? null,
    put: (changed) => write((records) => void records.set(changed.id, changed)),
    remove: async (id) => {
      if ((await loaded).has(id)) await write((records) => void records.delete(id));
    },
  };
}
