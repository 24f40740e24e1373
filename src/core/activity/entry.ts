import * as v from 'valibot';
import type { NativeReason } from '../client/client';
import type { CeremonyReason } from '../webauthn/error';

/** What happened, by who began it. `autofill`: a conditional get(); `upgrade`: a conditional create(). */
const kinds = [
  'create',
  'get',
  'autofill',
  'upgrade',
  'signal',
  'unlock',
  'export',
  'import',
  'sync',
] as const;
/** `browser`: left to the browser's own method. `waits`: a conditional request stands on. */
const results = ['done', 'browser', 'waits', 'failed'] as const;

/** Why it came to that; `done` has no other reason. */
export type ActivityReason =
  | 'done'
  | CeremonyReason
  | NativeReason
  | 'site-excluded'
  | 'passkey-hidden'
  | 'passkey-kept'
  | 'passkey-renamed'
  | 'pin-wrong'
  | 'pin-blocked'
  | 'proof-wrong'
  | 'sync-connected'
  | 'sync-disconnected'
  | 'sync-device-joined'
  | 'sync-device-removed'
  | 'sync-stopped'
  | 'sync-place-faulty';

const text = v.pipe(
  v.string(),
  v.transform((all) => all.slice(0, 253)),
);

/** One thing that happened. Holds no secret, no user name and no credential id: sites, times and reasons only. */
export const activityEntry = v.object({
  /** When it happened, or last happened; milliseconds since the epoch. */
  at: v.pipe(v.number(), v.integer()),
  kind: v.picklist(kinds),
  /** Host, and port where it is not the usual one, of the origin that asked; null where no site did. */
  site: v.nullable(text),
  /** The RP ID that was asked for, where it is another than the site. */
  rpId: v.nullable(text),
  result: v.picklist(results),
  reason: v.custom<ActivityReason>((reason) => typeof reason === 'string' && /^[a-z-]{1,40}$/.test(reason)),
  /** How often it happened in a row. */
  times: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type ActivityEntry = v.InferOutput<typeof activityEntry>;

/** How many entries are kept. */
export const ACTIVITY_KEPT = 200;

/** Newest last. What happens again and again is one entry, so that a page that tries in a loop pushes nothing out. */
export function withEntry(entries: readonly ActivityEntry[], entry: ActivityEntry): readonly ActivityEntry[] {
  const last = entries.at(-1);
  const again =
    last?.kind === entry.kind &&
    last.site === entry.site &&
    last.rpId === entry.rpId &&
    last.result === entry.result &&
    last.reason === entry.reason;
  if (!again) return [...entries, entry].slice(-ACTIVITY_KEPT);
  return [...entries.slice(0, -1), { ...entry, times: last.times + entry.times }];
}
