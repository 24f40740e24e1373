/** What our own pages ask of passkeys in the trash, and of damaged ones. */
import * as v from 'valibot';
import { credential, type PasskeySummary } from './passkeys';
import { base64url } from './proof';

/** `goneAt`: when the trash is cleared of it; milliseconds since the epoch. */
export type TrashedPasskey = PasskeySummary & { readonly deletedAt: number; readonly goneAt: number };

/**
 * What is wrong with a record: it cannot be opened; an older revision of it was put back; its row is gone; no
 * page of the contents lists it; its tag for the locked state is not its site's; or a later Latchkey wrote it.
 */
export type Damage =
  | 'unreadable'
  | 'old-revision'
  | 'missing'
  | 'unlisted'
  | 'tag-changed'
  | 'version-too-new';

/** `summary` is what the contents know of it, if anything. */
export type DamagedPasskey = {
  readonly record: string;
  readonly damage: Damage;
  readonly summary: PasskeySummary | null;
};

const records = v.array(base64url);

export const trashRequests = [
  v.object({ type: v.literal('trash-list') }),
  /** Removes for good what is in the trash. */
  v.object({ type: v.literal('trash-purge'), ids: v.array(credential) }),
  /** Opens every record and tells which are not as they were written. */
  v.object({ type: v.literal('damaged-list') }),
  /** Takes them as they are found. */
  v.object({ type: v.literal('damaged-accept'), records }),
  v.object({ type: v.literal('damaged-discard'), records }),
  /** What lies in storage of them, still encrypted, for repair: the text of a file. */
  v.object({ type: v.literal('damaged-export'), records }),
] as const;

export type TrashResults = {
  'trash-list': readonly TrashedPasskey[];
  'trash-purge': null;
  'damaged-list': readonly DamagedPasskey[];
  'damaged-accept': null;
  'damaged-discard': null;
  'damaged-export': string;
};
