/** What our own pages ask of sync. A password and the recovery key cross here, into the background only. */
import * as v from 'valibot';
import type { SyncFailure } from '../../core/sync/names';
import { credential } from './passkeys';
import { type ProofResult, proof } from './proof';

/** Why a sync did not get through; the surface has words for each. */
export type SyncReason = SyncFailure | 'internal';

export type SyncDevice = {
  readonly id: string;
  readonly name: string;
  readonly isThis: boolean;
  /** By that device's own clock; null before its first sync. */
  readonly lastSeen: number | null;
  readonly hasLeft: boolean;
};

/** The place did something that an honest one does not, or this device was restored from an older copy. */
export type SyncWarning = {
  readonly kind: 'rolled-back' | 'forked' | 'missing' | 'withheld' | 'damaged' | 'restored';
  readonly device: string;
  readonly at: number;
};

export type SyncStatus = {
  readonly place: 'none' | 'browser' | 'webdav';
  /** Where that is, as a person knows it; empty for the browser's account. */
  readonly address: string;
  /** The user at that server, who may be asked for another password. */
  readonly user: string;
  /**
   * `held`: many passkeys would be deleted, and the person is asked; `moved`: a device was removed, and the
   * recovery key leads on; `removed`: this one was.
   */
  readonly state: 'off' | 'up-to-date' | 'syncing' | 'waiting' | 'trouble' | 'held' | 'moved' | 'removed';
  /** With `waiting` (it is tried again) and `trouble` (the person is needed). */
  readonly reason: SyncReason | null;
  readonly lastAt: number | null;
  /** Of a long transfer: 0 to 1. */
  readonly progress: number | null;
  /** Of a place with little room: 0 to 1. */
  readonly fullness: number | null;
  /** Browser's account only: whether another device has ever been seen there. */
  readonly proven: boolean;
  /** How many passkeys would be deleted. */
  readonly held: number;
  /** The same on two devices that hold the same; null while locked or syncing. */
  readonly code: string | null;
  readonly devices: readonly SyncDevice[];
  readonly warnings: readonly SyncWarning[];
  /** Passkeys deleted on one device and changed on another, not knowing; ids in base64url. */
  readonly inDoubt: readonly string[];
  /** False where an organisation forbids it. */
  readonly allowed: boolean;
};

type Failed = { readonly result: 'failed'; readonly reason: SyncReason };

/** Where to sync to, as the person says it. */
export type SyncPlace = v.InferOutput<typeof place>;

/** Whether a recovery key opens anything at a place; asked before this device has a vault. */
export type LookResult =
  | { readonly result: 'ok' | 'mistyped-key' | 'wrong-key' | 'bad-address' | 'not-allowed' }
  | Failed;

/**
 * `joined`: there was a vault at that place, and this device has come to it. `not-verified`: the recovery key is
 * another vault's, which takes a proof as well, and `proof` says what there is against the one that was shown.
 */
export type ConnectResult =
  | { readonly result: 'ok'; readonly joined: boolean }
  | { readonly result: 'not-verified'; readonly proof: NoProof }
  | { readonly result: 'mistyped-key' | 'wrong-key' | 'bad-address' | 'not-allowed' }
  | Failed;

/** `missing`: none was shown. */
export type NoProof = Exclude<ProofResult, { readonly result: 'ok' }> | { readonly result: 'missing' };

export type RecoveryResult =
  | { readonly result: 'ok' | 'mistyped-key' | 'wrong-key' | 'not-allowed' }
  | Failed;

const recoveryKey = v.pipe(v.string(), v.maxLength(500));
const line = v.pipe(v.string(), v.maxLength(2000));
const place = v.variant('place', [
  v.object({ place: v.literal('browser') }),
  v.object({ place: v.literal('webdav'), url: line, user: line, password: line }),
]);
const device = v.pipe(v.string(), v.regex(/^[\w-]{16}$/));

export const syncRequests = [
  v.object({ type: v.literal('sync-status') }),
  v.object({ type: v.literal('sync-look'), at: place, recoveryKey }),
  /** The proof is asked for with another vault's recovery key; this vault's own is one. */
  v.object({ type: v.literal('sync-connect'), at: place, recoveryKey, proof: v.nullable(proof) }),
  v.object({ type: v.literal('sync-password'), user: line, password: line }),
  v.object({ type: v.literal('sync-disconnect') }),
  v.object({ type: v.literal('sync-now') }),
  v.object({ type: v.literal('sync-rename'), name: v.pipe(v.string(), v.trim(), v.maxLength(60)) }),
  v.object({ type: v.literal('sync-remove-device'), device, recoveryKey }),
  v.object({ type: v.literal('sync-follow'), recoveryKey }),
  v.object({ type: v.literal('sync-answer-deletion'), answer: v.picklist(['accept', 'refuse']) }),
  v.object({
    type: v.literal('sync-settle'),
    ids: v.array(credential),
    keep: v.boolean(),
  }),
  v.object({ type: v.literal('sync-dismiss-warnings') }),
] as const;

export type SyncResults = {
  'sync-status': SyncStatus;
  'sync-look': LookResult;
  'sync-connect': ConnectResult;
  'sync-password': null;
  'sync-disconnect': null;
  'sync-now': null;
  'sync-rename': null;
  'sync-remove-device': RecoveryResult;
  'sync-follow': RecoveryResult;
  'sync-answer-deletion': null;
  'sync-settle': null;
  'sync-dismiss-warnings': null;
};
