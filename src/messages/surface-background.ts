/**
 * Border 3: Latchkey's own pages (popup, prompt, manager, welcome) and the background. Requests go by
 * runtime.sendMessage and are accepted from extension pages only; news comes over a port named SURFACE_PORT.
 * A PIN crosses this border, which lies inside the browser, and no other.
 */
import * as v from 'valibot';

/** A page that shows anything keeps this port open; it hears `News` and its closing tells that it is gone. */
export const SURFACE_PORT = 'surface';
/** A surface that shows one prompt opens this port, named `prompt:CEREMONY`; closing it cancels the ceremony. */
export const PROMPT_PORT = 'prompt:';

export type VaultState = 'none' | 'locked' | 'unlocked';

/** How PIN entry stands; `waitUntil` in milliseconds since the epoch. */
export type PinState = {
  readonly attemptsLeft: number;
  readonly waitUntil: number | null;
};

export type VaultStatus = { readonly state: VaultState; readonly pin: PinState };

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

export type PasskeyDetails = PasskeySummary & {
  readonly note: string;
  readonly alg: number;
  readonly discoverable: boolean;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly signCount: number;
  readonly lastUsedOrigin: string | null;
  readonly hasPrf: boolean;
  readonly hasLargeBlob: boolean;
};

export type PromptAccount = {
  readonly id: string;
  readonly userName: string;
  readonly userDisplayName: string;
  readonly displayName: string;
  readonly lastUsedAt: number | null;
};

/** What a prompt shows. `accounts` is null while the vault is locked and they cannot be known. */
export type PromptView = {
  readonly id: string;
  readonly ceremony: 'create' | 'get';
  readonly rpId: string;
  readonly rpName: string;
  readonly origin: string;
  /** Registrable domain of the origin's host, by the public suffix list; null for localhost and the like. */
  readonly registrableDomain: string | null;
  /** The top-level site where the asking frame is another one's; else null. */
  readonly topOrigin: string | null;
  readonly userName: string;
  readonly userDisplayName: string;
  readonly vault: VaultState;
  readonly pin: PinState;
  /** PIN must be typed before confirm works. Turns false once verified in this ceremony. */
  readonly needsPin: boolean;
  readonly accounts: readonly PromptAccount[] | null;
  /** For a create in an unlocked vault: an account of this site whose passkey will be replaced. */
  readonly replaces: PromptAccount | null;
};

/** How an attempt to unlock or verify by PIN went. */
export type PinResult =
  | { readonly result: 'ok' }
  | { readonly result: 'wrong-pin'; readonly pin: PinState }
  | { readonly result: 'wait'; readonly pin: PinState }
  | { readonly result: 'blocked'; readonly pin: PinState };

/** `choose`: verified, but there are several accounts; the view has them now. `nothing`: none can answer. */
export type ConfirmResult =
  | PinResult
  | { readonly result: 'choose'; readonly view: PromptView }
  | { readonly result: 'nothing' }
  | { readonly result: 'excluded' }
  | { readonly result: 'gone' };

export type PinRefusal = 'too-short' | 'too-long' | 'too-common' | 'too-simple';

export type Settings = {
  /** Where a prompt appears. */
  readonly 'prompt-surface': 'auto' | 'popup' | 'window';
  readonly theme: 'system' | 'light' | 'dark';
  /** Minutes of idle time; 0: only with the screen and the browser. */
  readonly 'lock-after': number;
  /** Keyed tags of RP IDs that let a locked vault stay out of the way. */
  readonly 'site-tags': boolean;
  /** A site that was just signed in to may add a passkey without asking (§sctn-createCredential, conditional). */
  readonly 'automatic-upgrades': boolean;
  /** Hosts of sites that Latchkey leaves to the browser. Changed one by one, with `site-exclude`. */
  readonly 'excluded-sites': readonly string[];
};

const credential = v.pipe(v.string(), v.regex(/^[\w-]{1,1364}$/));
const ceremony = v.pipe(v.string(), v.maxLength(200));
const pin = v.pipe(v.string(), v.maxLength(1000));

export const surfaceRequest = v.variant('type', [
  v.object({ type: v.literal('vault-status') }),
  v.object({ type: v.literal('vault-make'), pin }),
  v.object({ type: v.literal('vault-unlock'), pin }),
  v.object({ type: v.literal('vault-lock') }),
  v.object({ type: v.literal('passkeys-list') }),
  v.object({ type: v.literal('passkeys-details'), id: credential }),
  v.object({
    type: v.literal('passkeys-edit'),
    id: credential,
    displayName: v.pipe(v.string(), v.maxLength(200)),
    note: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  v.object({ type: v.literal('passkeys-delete'), ids: v.array(credential) }),
  v.object({ type: v.literal('passkeys-restore'), ids: v.array(credential) }),
  /** The oldest ceremony that waits for the person, if any: its prompt view, or null. */
  v.object({ type: v.literal('prompt-waiting') }),
  v.object({ type: v.literal('prompt-view'), ceremony }),
  v.object({
    type: v.literal('prompt-confirm'),
    ceremony,
    pin: v.nullable(pin),
    account: v.nullable(credential),
  }),
  v.object({ type: v.literal('prompt-cancel'), ceremony }),
  v.object({ type: v.literal('prompt-use-other'), ceremony }),
  v.object({ type: v.literal('settings-get') }),
  v.object({
    type: v.literal('settings-set'),
    settings: v.object({
      'prompt-surface': v.exactOptional(v.picklist(['auto', 'popup', 'window'])),
      theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
      'lock-after': v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))),
      'site-tags': v.exactOptional(v.boolean()),
      'automatic-upgrades': v.exactOptional(v.boolean()),
    }),
  }),
]);

export type SurfaceRequest = v.InferOutput<typeof surfaceRequest>;

/** What each request answers. */
export type SurfaceResults = {
  'vault-status': VaultStatus;
  'vault-make': { readonly result: 'ok' } | { readonly result: 'refused'; readonly reason: PinRefusal };
  'vault-unlock': PinResult;
  'vault-lock': null;
  'passkeys-list': readonly PasskeySummary[];
  'passkeys-details': PasskeyDetails | null;
  'passkeys-edit': null;
  'passkeys-delete': null;
  'passkeys-restore': null;
  'prompt-waiting': PromptView | null;
  'prompt-view': PromptView | null;
  'prompt-confirm': ConfirmResult;
  'prompt-cancel': null;
  'prompt-use-other': null;
  'settings-get': Settings;
  'settings-set': Settings;
};

/** Why a request failed; the surface has words for each. */
export type SurfaceFailure =
  | 'locked'
  | 'no-vault'
  | 'vault-exists'
  | 'not-found'
  | 'storage-full'
  | 'storage-failed'
  | 'internal';

export type SurfaceReply<Type extends keyof SurfaceResults> =
  | { readonly ok: true; readonly value: SurfaceResults[Type] }
  | { readonly ok: false; readonly failure: SurfaceFailure };

/** Sent over SURFACE_PORT: something changed, ask again. */
export type News =
  | { readonly news: 'vault'; readonly status: VaultStatus }
  | { readonly news: 'passkeys' }
  | { readonly news: 'prompts' }
  | { readonly news: 'settings'; readonly settings: Settings };

/** Sent over a prompt's port: the ceremony ended; the surface says so for a moment and closes. */
export type PromptNews = {
  readonly ended: 'saved' | 'signed-in' | 'excluded' | 'gone' | 'timeout' | 'locked' | 'failed' | 'cancelled';
};
