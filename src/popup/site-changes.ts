import { signal } from '@preact/signals';
import type { SiteChange } from '../messages/surface-background';
import { ask } from './ask';
import { attempt } from './notice';

/** What sites changed of late without asking, newest first. */
export const siteChanges = signal<readonly SiteChange[]>([]);

export async function readSiteChanges(): Promise<void> {
  siteChanges.value = await ask({ type: 'site-changes-list' }).catch(() => []);
}

export async function undoSiteChange(id: string): Promise<void> {
  await attempt(async () => void (await ask({ type: 'site-changes-undo', id })));
}

export async function dismissSiteChange(id: string): Promise<void> {
  await attempt(async () => void (await ask({ type: 'site-changes-dismiss', ids: [id] })));
}
