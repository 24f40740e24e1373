/** The composition root: everything is made and joined here, before the worker's first await. */

import { sha256 } from '@noble/hashes/sha2.js';
import { browser } from '../browser';
import { createAuthenticator } from '../core/authenticator/create-authenticator';
import { as, type CredentialId, fromBase64url, own } from '../core/bytes';
import { createClient } from '../core/client/create-client';
import { canBeRpId } from '../core/client/domain';
import { isRelatedOrigin } from '../core/client/related-origins';
import { activity as startActivity } from './activity/activity';
import { activityDisk } from './activity/activity-disk';
import { entryOfCeremony } from './activity/of-ceremony';
import { entryOfProof } from './activity/of-proof';
import { ceremonies as startCeremonies } from './ceremony/ceremonies';
import { consentFor } from './ceremony/consent';
import { person as personOf } from './ceremony/person';
import { prompts as startPrompts } from './ceremony/prompts';
import { ceremonyRecords } from './ceremony/record';
import { surfaces } from './ceremony/surfaces';
import { tabInFront } from './ceremony/tab-in-front';
import { turns as startTurns } from './ceremony/turns';
import { entrance, isConditionalGet } from './entrance';
import { backupArea } from './exchange/backup-area';
import { exchangeDesk } from './exchange/desk';
import { portableSettings, settingsIn } from './exchange/portable-settings';
import { backupReminder } from './exchange/reminder';
import { givingWay } from './giving-way';
import { leftToBrowser } from './left-to-browser';
import { lockWhenAway } from './locking';
import { detach } from './log';
import { newsroom as startNewsroom } from './news';
import { sealedNotes } from './notes';
import { notesDisk } from './notes-disk';
import { platform } from './platform';
import { fetchWellKnown, relatedOrigins } from './related-origins';
import { route } from './router';
import { sessionArea } from './session-area';
import { settingsStore } from './settings';
import { settingsAreas } from './settings-areas';
import { heeding } from './site-changes/heed';
import { keptSignals } from './site-changes/kept-signals';
import { showChanges } from './site-changes/show-changes';
import { siteChanges as startSiteChanges } from './site-changes/site-changes';
import { beacon as startBeacon } from './standing/beacon';
import { signInShortcuts } from './standing/shortcuts';
import { standing as startStanding } from './standing/standing';
import { standingRequests } from './standing/standing-request';
import { tellFrame } from './standing/tell-frame';
import { statics } from './statics';
import { activityHandlers } from './surface/activity-handlers';
import { exchangeHandlers } from './surface/exchange-handlers';
import { passkeyHandlers } from './surface/passkey-handlers';
import { promptHandlers } from './surface/prompt-handlers';
import { settingsHandlers } from './surface/settings-handlers';
import { siteChangeHandlers } from './surface/site-change-handlers';
import { siteHandlers } from './surface/site-handlers';
import { standingHandlers } from './surface/standing-handlers';
import { syncHandlers } from './surface/sync-handlers';
import { trashHandlers } from './surface/trash-handlers';
import { vaultHandlers } from './surface/vault-handlers';
import { waysInHandlers } from './surface/ways-in-handlers';
import { notingSync } from './sync/noting';
import { deviceName, fullnessOf, remoteAt } from './sync/remote-at';
import { startSync } from './sync/sync';
import { keepInSync } from './sync/when';
import { keepToolbar, toolbar as startToolbar } from './toolbar';
import { upgrades as startUpgrades } from './upgrades';
import { argon2id } from './vault/argon2id';
import { openVault, type VaultChange } from './vault/vault';
import { watchForDamage } from './vault/watch-for-damage';
import { vaultMark } from './vault-mark';
import { welcomeOnInstall } from './welcome-on-install';
import { backgroundWords } from './words';

const settings = settingsStore(settingsAreas);
const words = backgroundWords(settings);
const newsroom = startNewsroom();
const vault = openVault({
  platform,
  argon2id,
  session: sessionArea,
  mark: vaultMark,
  erasing: async () => {
    await Promise.all([sync.disconnect(), activity.clear()]);
  },
  siteTags: async () => (await settings.get())['site-tags'],
  inDoubt: () => sync.inDoubt(),
  minimumPinLength: async () => (await settings.get())['minimum-pin-length'],
  proofFailed: ({ result }) => {
    const entry = entryOfProof(result);
    if (entry) activity.note(entry);
  },
});
const notes = sealedNotes({ disk: notesDisk, vault });
const activity = startActivity({
  session: sessionArea,
  disk: activityDisk,
  notes,
  vault,
  now: platform.now,
  isOn: async () => (await settings.get()).activity,
  changed: () => newsroom.tell({ news: 'activity' }),
});
const sync = startSync({
  platform,
  session: sessionArea,
  vault: vault.forSync,
  isUnlocked: async () => (await vault.state()) === 'unlocked',
  isAllowed: async () => (await settings.get())['sync-allowed'],
  remoteAt,
  fullnessOf,
  deviceName,
  changed: (status) => {
    newsroom.tell({ news: 'sync', status });
    noteSync(status);
  },
});
function noteCeremony(...ended: Parameters<typeof entryOfCeremony>): void {
  const entry = entryOfCeremony(...ended);
  if (entry) activity.note(entry);
}
const noteSync = notingSync((entry) => activity.note(entry));
const records = ceremonyRecords(sessionArea);
const left = leftToBrowser(sessionArea);
const turns = startTurns();
const related = relatedOrigins(
  sessionArea,
  async () => (await vault.state()) === 'unlocked',
  (origin, rpId, signal) => isRelatedOrigin(origin, rpId, (id) => fetchWellKnown(id, signal)),
);

const prompts = startPrompts({
  surfaces: surfaces(settings.get),
  closed: (id) => detach('closed prompt', person.decline(id, 'cancelled')),
  placed: async (ceremony, surface) => {
    ceremony.record = { ...ceremony.record, surface };
    await records.put(ceremony.record);
  },
  announce: () => newsroom.tell({ news: 'prompts' }),
});

const standing = startStanding({
  vault,
  requests: standingRequests(sessionArea),
  isRelatedOrigin: related.isRelated,
  tellFrame,
  changed: (tabIds) => {
    newsroom.tell({ news: 'standing' });
    detach('showing what waits', beacon.show(tabIds));
  },
});
const button = startToolbar({ vault, words, action: browser.action });
const beacon = startBeacon(standing, button, words);

const ceremonies = startCeremonies({
  platform,
  records,
  endPrompt: prompts.end,
  ended: async (ceremony, end) => {
    const { record, request } = ceremony;
    noteCeremony(ceremony, end);
    if (isConditionalGet(request)) await standing.settled(record.id, end.outcome.kind === 'standing');
    detach('left to the browser', left.note(record.documentId, end));
    if (end.outcome.kind !== 'response') return;
    if (request.type === 'get') await upgrades.signedIn(record.origin);
    else if (request.request.mediation === 'conditional') {
      await upgrades.upgraded(record.origin);
      await changes.add([{ id: as<CredentialId>(fromBase64url(end.outcome.response.id)), effect: 'added' }]);
    }
  },
  clientFor: (ceremony, newId, onTurn) => {
    const consent = consentFor(ceremony, { vault, records, prompts, turns, tabInFront }, onTurn);
    const authenticator = createAuthenticator({ platform, store: vault.store, consent });
    return createClient({
      authenticator,
      sha256: (bytes) => own(sha256(bytes)),
      isRelatedOrigin: related.isRelated,
      newId,
      upgradeConsented: (origin) => upgrades.consented(origin),
    });
  },
});

const changes = startSiteChanges({
  session: sessionArea,
  notes,
  vault,
  now: platform.now,
  newId: () => crypto.randomUUID(),
  changed: (count) => {
    newsroom.tell({ news: 'site-changes' });
    detach('showing changes', showChanges(count));
  },
});
const upgrades = startUpgrades({ session: sessionArea, settings, vault });

const person = personOf({ ceremonies, records, vault, prompts });

const signals = heeding({ vault, kept: keptSignals(sessionArea, notes), changes, activity });
const frameStatics = statics({ vault, settings, isRelatedOrigin: related.isRelated, heed: signals.heed });
// The worker may have been stopped in the midst of it.
detach('what sites said', signals.catchUp());

const reminder = backupReminder({ area: backupArea, vault, now: platform.now });
const exchange = exchangeDesk({
  platform,
  argon2id,
  isRpId: canBeRpId,
  vault,
  settings: async () => portableSettings(await settings.get()),
  restoreSettings: async (found) => {
    await settings.set(settingsIn(found));
  },
  backedUp: reminder.backedUp,
  done: (kind) => activity.note({ kind, site: null, rpId: null, result: 'done', reason: 'done' }),
  breathe: givingWay(),
});

route({
  enter: entrance({
    ceremonies,
    standing,
    settings,
    statics: frameStatics,
    keptOut: ({ tabId, origin, incognito }, request) => {
      detach('toolbar', button.keptOut(tabId));
      const end = { outcome: { kind: 'native' }, reason: 'site-excluded' } as const;
      noteCeremony({ record: { kind: request.type, origin, isPrivate: incognito }, request }, end);
    },
  }),
  ceremonies,
  standing,
  statics: frameStatics,
  prompts,
  newsroom,
  exchange,
  handlers: {
    ...vaultHandlers(vault),
    ...waysInHandlers(vault, sync),
    ...trashHandlers(vault, sync),
    ...passkeyHandlers(vault),
    ...promptHandlers(person),
    ...settingsHandlers(settings),
    ...activityHandlers(activity),
    ...standingHandlers(standing, vault),
    ...siteChangeHandlers(changes),
    ...exchangeHandlers(reminder),
    ...siteHandlers(settings, left),
    ...syncHandlers(sync, vault),
  },
});
signInShortcuts(standing);
keepToolbar(button);
lockWhenAway(vault, settings);
watchForDamage(vault);
keepInSync(vault, sync);
welcomeOnInstall(vault);

vault.onChange((what) => {
  // Whether a request can be answered hangs on what the vault holds, and shows.
  detach('showing what waits', beacon.showAll());
  if (what === 'passkeys') newsroom.tell({ news: 'passkeys' });
  else detach('telling of the vault', vaultChanged(what));
});
settings.onChange((changed) => {
  newsroom.tell({ news: 'settings', settings: changed });
  // It may be another language.
  detach('toolbar', button.show());
  // Whoever wants no log wants the old one gone too.
  if (!changed.activity) detach('clearing activity', activity.clear());
  detach('site tags', vault.tagSites());
});

async function vaultChanged(what: Exclude<VaultChange, 'passkeys'>): Promise<void> {
  const status = await vault.status();
  if (what === 'state') detach('toolbar', button.show());
  if (what === 'state' && status.state !== 'unlocked') {
    ceremonies.endAll('locked');
    await Promise.all([upgrades.forget(), related.forget()]);
  }
  if (status.state === 'unlocked') {
    detach('notes', notes.ready());
    detach('activity', activity.settle());
    detach('what sites said', signals.catchUp());
  }
  newsroom.tell({ news: 'vault', status });
}
