import { batch, signal } from '@preact/signals';
import type { News, PasskeySummary, Settings, SyncStatus, VaultStatus } from '../messages/surface-background';
import { AskError, ask } from './ask';
import { attempt } from './notice';
import { hearNews } from './ports';
import { makeSearchable } from './search';
import { followLanguage } from './text';
import { followTheme } from './theme';

/** What this page knows of the background's state. Only this file writes these; views read them. */
export const vault = signal<VaultStatus | null>(null);
/** Null until they are read, and whenever the vault is not open: a locked page holds no names. */
export const passkeys = signal<readonly PasskeySummary[] | null>(null);
/** How many there are, while `passkeys` holds only those used last; else null. */
export const passkeysToCome = signal<number | null>(null);
export const settings = signal<Settings | null>(null);
/** Null until it was asked for; then it follows. */
export const sync = signal<SyncStatus | null>(null);
/** Rises whenever the activity log has changed. */
export const activityNews = signal(0);

/** Whether a list is on show: only then are the names worth bringing here. */
let listing = false;

/**
 * Reads the state and then follows the news; resolves once the state is known. `prompts` hears of ceremonies,
 * `sites` of what the page in front waits for and of what sites changed.
 */
export async function followState(
  prompts: () => void = () => undefined,
  sites: () => void = () => undefined,
): Promise<void> {
  async function readAll(): Promise<void> {
    const [status, all] = await Promise.all([ask({ type: 'vault-status' }), ask({ type: 'settings-get' })]);
    takeSettings(all);
    takeVault(status);
  }

  function hear(news: News): void {
    if (news.news === 'vault') takeVault(news.status);
    else if (news.news === 'passkeys') tellIfUnread(readPasskeys);
    else if (news.news === 'prompts') prompts();
    else if (news.news === 'standing' || news.news === 'site-changes') sites();
    else if (news.news === 'settings') takeSettings(news.settings);
    else if (news.news === 'activity') activityNews.value += 1;
    else if (news.news === 'sync') takeSync(news.status);
  }

  // The vault may lock meanwhile: what the page last knew is not to be seen until it knows again.
  const { dataset } = document.documentElement;
  const deaf = () => {
    dataset.unheard = '';
  };
  async function catchUp(): Promise<void> {
    await readAll();
    delete dataset.unheard;
  }
  hearNews(
    hear,
    () => {
      void attempt(catchUp);
      prompts();
      sites();
    },
    deaf,
  );
  await readAll();
}

export function takeSettings(all: Settings): void {
  settings.value = all;
  followTheme(all.theme);
  followLanguage(all.language);
}

export function takeSync(status: SyncStatus): void {
  sync.value = status;
}

/** Reads the vault's state anew, such as after this page unlocked it. */
export async function readVault(): Promise<void> {
  takeVault(await ask({ type: 'vault-status' }));
}

function takeVault(status: VaultStatus): void {
  if (status.state !== 'unlocked') takePasskeys(null);
  vault.value = status;
}

/** So many are read first by a list that shows those used last; more than its window holds. */
const FIRST = 100;
/** So many of the others at a time, that no key press has to wait for them. */
const PART = 2000;

/** A list that cannot be read says why; where the vault was locked meanwhile none is on show any more. */
function tellIfUnread(read: () => Promise<void>): void {
  void attempt(async () => {
    await read().catch((error: unknown) => {
      if (!(error instanceof AskError) || error.reason !== 'locked') throw error;
    });
  });
}

/** A list is on show from now on, until the function that comes back is called. */
export function listPasskeys(): () => void {
  listing = true;
  tellIfUnread(readPasskeys);
  return () => {
    listing = false;
  };
}

/** The same for a list in order of use: the first of them come ahead, with all that `host` can ask for. */
export function listLatestPasskeys(host: string | null): () => void {
  listing = true;
  tellIfUnread(() => readLatest(host));
  return () => {
    listing = false;
  };
}

let reads = 0;

/** Reads the list anew, if one is on show or was, and the vault is open. */
export async function readPasskeys(): Promise<void> {
  if ((!listing && passkeys.value === null) || vault.value?.state !== 'unlocked') return;
  reads += 1;
  const read = reads;
  const all = await ask({ type: 'passkeys-list' });
  if (!isCurrent(read)) return;
  makeSearchable(all);
  takePasskeys(all);
}

async function readLatest(host: string | null): Promise<void> {
  if (passkeys.value !== null || vault.value?.state !== 'unlocked') return readPasskeys();
  reads += 1;
  const read = reads;
  const { passkeys: latest, total } = await ask({ type: 'passkeys-part', from: 0, count: FIRST, host });
  if (!isCurrent(read)) return;
  const isAll = latest.length === total;
  takePasskeys(latest, isAll ? null : total);
  if (!isAll) await readParts(read);
}

/** What changes on the way is news, and then all is read anew. */
async function readParts(read: number): Promise<void> {
  const all: PasskeySummary[] = [];
  for (;;) {
    // What is here is drawn, and keys are heard, in between.
    await new Promise((resolve) => setTimeout(resolve));
    const from = all.length;
    const { passkeys: part, total } = await ask({ type: 'passkeys-part', from, count: PART, host: null });
    if (!isCurrent(read)) return;
    makeSearchable(part);
    all.push(...part);
    if (part.length === 0 || all.length >= total) return takePasskeys(all);
  }
}

/** It may have locked, or changed again, while they were on their way. */
function isCurrent(read: number): boolean {
  return read === reads && vault.value?.state === 'unlocked';
}

function takePasskeys(read: readonly PasskeySummary[] | null, total: number | null = null): void {
  batch(() => {
    passkeys.value = read;
    passkeysToCome.value = total;
  });
}
