import type {
  DamagedPasskey,
  PasskeyDetails,
  PasskeySummary,
  PromptView,
  SignInOffer,
  SiteChange,
  SiteStatus,
  TrashedPasskey,
  VaultStatus,
  Ways,
} from '../../src/messages/surface-background';

/** What the background might say, in states that take long to come about; for `tells`. */

const AT = 1_790_000_000_000;
const HOST = 'login.bank.example';

export const passkey: PasskeySummary = {
  ...{ id: 'A'.repeat(43), rpId: 'bank.example', rpName: 'Bank', userName: 'ada', userDisplayName: 'Ada' },
  ...{ displayName: '', createdAt: AT, lastUsedAt: AT, hiddenAt: null },
};

export const details: PasskeyDetails = {
  ...passkey,
  ...{ note: '', alg: -7, discoverable: true, backupEligible: true, backedUp: false, signCount: 4 },
  ...{ lastUsedOrigin: `https://${HOST}`, lastUsedVerified: true },
  ...{ hasPrf: true, hasLargeBlob: true, hasCredBlob: true, credProtect: 3 },
};

export const trashed: readonly TrashedPasskey[] = [{ ...passkey, deletedAt: AT, goneAt: AT + 86_400_000 }];

export const damaged: readonly DamagedPasskey[] = [
  { record: 'a'.repeat(22), damage: 'unreadable', summary: passkey },
  { record: 'b'.repeat(22), damage: 'version-too-new', summary: null },
];

const ways: Ways = { pin: 'device', recoveryKey: true, platform: [] };

const asked: PromptView = {
  ...{ id: 'told', ceremony: 'get', rpId: 'bank.example', rpName: 'Bank', origin: `https://${HOST}` },
  ...{
    registrableDomain: 'bank.example',
    topOrigin: null,
    isPrivate: false,
    userName: '',
    userDisplayName: '',
  },
  ...{ vault: 'unlocked', pin: { attemptsLeft: 8, waitUntil: null }, ways, needsPin: true },
  ...{ accounts: [], replaces: null },
};
const blocked = { attemptsLeft: 0, waitUntil: null };

/** Nothing opens it, once it is locked. */
export const shut: VaultStatus = {
  ...{ state: 'locked', pin: blocked, ways: { pin: 'blocked', recoveryKey: false, platform: [] } },
  ...{ lost: false, damaged: 0 },
};
const platform = [{ slot: 'c2xvdA', credentialId: 'aWQ', prfSalt: 'A'.repeat(43), addedAt: AT }];

export const prompts: Readonly<Record<string, PromptView>> = {
  accounts: {
    ...asked,
    ways: { ...ways, platform },
    accounts: [passkey, { ...passkey, id: 'B'.repeat(43), userName: 'grace' }],
  },
  'asked from a frame, under another name': {
    ...asked,
    ...{ origin: 'https://xn--bnk-ina.example', registrableDomain: null, topOrigin: 'https://shop.example' },
    accounts: [passkey],
  },
  replaces: { ...asked, ceremony: 'create', userName: 'ada', accounts: null, replaces: passkey },
  waits: { ...asked, vault: 'locked', accounts: null, pin: { attemptsLeft: 3, waitUntil: Date.now() + 1e7 } },
  blocked: { ...asked, vault: 'locked', accounts: null, pin: blocked, ways: { ...ways, pin: 'blocked' } },
};

const here: SiteStatus = {
  ...{ state: 'here', host: HOST, origin: `https://${HOST}`, registrableDomain: 'bank.example' },
  ...{ managed: false, left: null },
};

export const sites: readonly SiteStatus[] = [
  here,
  { ...here, left: 'algorithm-unsupported' },
  { ...here, state: 'excluded', managed: true },
  ...(['insecure', 'excluded', 'absent', 'other-provider'] as const).map((state) => ({ ...here, state })),
  { ...here, state: 'restricted', host: null, origin: null },
  { ...here, state: 'ungranted', host: null, origin: null },
];

export const offers: readonly SignInOffer[] = [
  { request: 'told', rpId: 'bank.example', origin: `https://${HOST}`, accounts: [passkey] },
];

export const changes: readonly SiteChange[] = (['added', 'hidden', 'shown', 'renamed'] as const).map(
  (what, at) => ({ id: String(at), at, what, passkey }),
);
