/** What our own pages ask of the passkeys. */
import * as v from 'valibot';

/** A passkey as lists show it; ids in base64url, times in milliseconds since the epoch. */
export type PasskeySummary = {
  readonly id: string;
  readonly rpId: string;
  readonly rpName: string;
  readonly userName: string;
  readonly userDisplayName: string;
  /** The person's own name for it; empty where none was given. */
  readonly displayName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** When its site said that it no longer works; it is not offered from then on. Null while it is. */
  readonly hiddenAt: number | null;
};

/** The person's own words about a passkey, which they can change. */
export type OwnWords = { readonly displayName: string; readonly note: string };

export type PasskeyDetails = PasskeySummary & {
  readonly note: string;
  readonly alg: number;
  readonly discoverable: boolean;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly signCount: number;
  readonly lastUsedOrigin: string | null;
  /** Whether the person was verified then (UV); null where that is not known. */
  readonly lastUsedVerified: boolean | null;
  readonly hasPrf: boolean;
  readonly hasLargeBlob: boolean;
  readonly hasCredBlob: boolean;
  readonly credProtect: 1 | 2 | 3;
};

/** Some of the list, and beyond these all that a host can ask for; `total`: how long the list is. */
export type PasskeysPart = { readonly passkeys: readonly PasskeySummary[]; readonly total: number };

export const credential = v.pipe(v.string(), v.regex(/^[\w-]{1,1364}$/));

export const passkeyRequests = [
  v.object({ type: v.literal('passkeys-list') }),
  v.object({
    type: v.literal('passkeys-part'),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    count: v.pipe(v.number(), v.integer(), v.minValue(0)),
    host: v.nullable(v.pipe(v.string(), v.maxLength(253))),
  }),
  v.object({ type: v.literal('passkeys-details'), id: credential }),
  v.object({
    type: v.literal('passkeys-edit'),
    id: credential,
    /** What is left out stays as it is, whoever changed it meanwhile. */
    displayName: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    note: v.exactOptional(v.pipe(v.string(), v.maxLength(10_000))),
  }),
  v.object({ type: v.literal('passkeys-delete'), ids: v.array(credential) }),
  v.object({ type: v.literal('passkeys-restore'), ids: v.array(credential) }),
] as const;

export type PasskeyResults = {
  'passkeys-list': readonly PasskeySummary[];
  'passkeys-part': PasskeysPart;
  'passkeys-details': PasskeyDetails | null;
  'passkeys-edit': null;
  'passkeys-delete': null;
  'passkeys-restore': null;
};
