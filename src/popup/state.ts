import { signal } from '@preact/signals';
import type { News, PasskeySummary, Settings, VaultStatus } from '../messages/surface-background';
import { ask } from './ask';
import { hearNews } from './ports';
import { followTheme } from './theme';

/** What this page knows of the background's state. Only this file writes these; views read them. */
export const vault = signal<VaultStatus | null>(null);
/** Null until they are read, and whenever the vault is not open: a locked page holds no names. */
export const passkeys = signal<readonly PasskeySummary[] | null>(null);
export const settings = signal<Settings | null>(null);

type Follow = {
  /** Whether this page shows passkeys at all. */
  readonly passkeys: boolean;
  /** Ceremonies began or ended. */
  readonly prompts?: () => void;
};

/** Reads the state and then follows the news; resolves once the state is known. */
export async function followState(follow: Follow): Promise<void> {
  async function readAll(): Promise<void> {
    const [status, all] = await Promise.all([ask({ type: 'vault-status' }), ask({ type: 'settings-get' })]);
    takeSettings(all);
    await takeVault(status, follow.passkeys);
  }

  function hear(news: News): void {
    if (news.news === 'vault') void takeVault(news.status, follow.passkeys);
    else if (news.news === 'passkeys' && follow.passkeys) void readPasskeys();
    else if (news.news === 'prompts') follow.prompts?.();
    else if (news.news === 'settings') takeSettings(news.settings);
  }

  hearNews(hear, () => {
    void readAll();
    follow.prompts?.();
  });
  await readAll();
}

export function takeSettings(all: Settings): void {
  settings.value = all;
  followTheme(all.theme);
}

/** Reads the vault's state anew, such as after this page unlocked it. */
export async function readVault(): Promise<void> {
  await takeVault(await ask({ type: 'vault-status' }), true);
}

async function takeVault(status: VaultStatus, withPasskeys: boolean): Promise<void> {
  const opened = status.state === 'unlocked' && passkeys.value === null;
  if (status.state !== 'unlocked') passkeys.value = null;
  vault.value = status;
  if (opened && withPasskeys) await readPasskeys();
}

/** Reads the list anew, if the vault is open. */
export async function readPasskeys(): Promise<void> {
  if (vault.value?.state !== 'unlocked') return;
  const all = await ask({ type: 'passkeys-list' });
  // It may have locked while they were on their way.
  if (vault.value?.state === 'unlocked') passkeys.value = all;
}
