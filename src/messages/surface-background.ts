/**
 * Border 3: Latchkey's own pages (popup, prompt, manager, welcome) and the background. Requests go by
 * runtime.sendMessage and are accepted from extension pages only; news comes over a port named SURFACE_PORT.
 * A PIN crosses this border, which lies inside the browser, and no other. One file of `surface/` for each subject.
 */
import * as v from 'valibot';
import { type ActivityResults, activityRequests } from './surface/activity';
import { type ExchangeResults, exchangeRequests } from './surface/exchange';
import { type PasskeyResults, passkeyRequests } from './surface/passkeys';
import { type PromptResults, promptRequests } from './surface/prompt';
import { type Settings, type SettingsResults, settingsRequests } from './surface/settings';
import { type SiteResults, siteRequests } from './surface/site';
import { type SiteChangeResults, siteChangeRequests } from './surface/site-changes';
import { type StandingResults, standingRequests } from './surface/standing';
import { type SyncResults, type SyncStatus, syncRequests } from './surface/sync';
import { type TrashResults, trashRequests } from './surface/trash';
import { type VaultResults, type VaultStatus, vaultRequests } from './surface/vault';
import { type WaysInResults, waysInRequests } from './surface/ways-in';

export type { ActivityEntry, ActivityReason } from './surface/activity';
export type { OwnWords, PasskeyDetails, PasskeySummary, PasskeysPart } from './surface/passkeys';
export type { ConfirmResult, PromptAccount, PromptNews, PromptView } from './surface/prompt';
export type { Proof, ProofResult, Verification } from './surface/proof';
export type { PersonalSettings, SettingName, Settings } from './surface/settings';
export type { PasskeyEndpoints, SiteState, SiteStatus } from './surface/site';
export type { SiteChange } from './surface/site-changes';
export type { SignInOffer } from './surface/standing';
export type {
  ConnectResult,
  LookResult,
  NoProof,
  RecoveryResult,
  SyncPlace,
  SyncReason,
  SyncStatus,
} from './surface/sync';
export type { Damage, DamagedPasskey, TrashedPasskey } from './surface/trash';
export type {
  PinRefusal,
  PinResult,
  PinState,
  PlatformWay,
  VaultState,
  VaultStatus,
  Ways,
} from './surface/vault';

/** A page that shows anything keeps this port open; it hears `News` and its closing tells that it is gone. */
export const SURFACE_PORT = 'surface';
/** A surface that shows one prompt opens this port, named `prompt:CEREMONY`; closing it cancels the ceremony. */
export const PROMPT_PORT = 'prompt:';

export const surfaceRequest = v.variant('type', [
  ...vaultRequests,
  ...waysInRequests,
  ...trashRequests,
  ...passkeyRequests,
  ...promptRequests,
  ...settingsRequests,
  ...activityRequests,
  ...standingRequests,
  ...siteChangeRequests,
  ...exchangeRequests,
  ...siteRequests,
  ...syncRequests,
]);

export type SurfaceRequest = v.InferOutput<typeof surfaceRequest>;

/** What each request answers. */
export type SurfaceResults = VaultResults &
  WaysInResults &
  TrashResults &
  PasskeyResults &
  PromptResults &
  SettingsResults &
  ActivityResults &
  StandingResults &
  SiteChangeResults &
  ExchangeResults &
  SiteResults &
  SyncResults;

/** Why a request failed; the surface has words for each. */
export type SurfaceFailure =
  | 'locked'
  | 'no-vault'
  | 'vault-exists'
  | 'not-found'
  | 'storage-full'
  | 'storage-failed'
  /** The browser does not let us open a database at all. */
  | 'storage-refused'
  /** What is stored is not what was written. */
  | 'damaged'
  /** A later Latchkey wrote it. */
  | 'version-too-new'
  /** No memory for the key derivation, most likely. */
  | 'derivation-failed'
  | 'internal';

export type SurfaceReply<Type extends keyof SurfaceResults> =
  | { readonly ok: true; readonly value: SurfaceResults[Type] }
  | { readonly ok: false; readonly failure: SurfaceFailure };

/** Sent over SURFACE_PORT: something changed, ask again. */
export type News =
  | { readonly news: 'vault'; readonly status: VaultStatus }
  | { readonly news: 'passkeys' }
  | { readonly news: 'prompts' }
  | { readonly news: 'activity' }
  | { readonly news: 'standing' }
  | { readonly news: 'site-changes' }
  | { readonly news: 'sync'; readonly status: SyncStatus }
  | { readonly news: 'settings'; readonly settings: Settings };
