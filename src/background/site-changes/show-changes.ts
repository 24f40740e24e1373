import { browser } from '../../browser';

const BADGE = '!';

/** The toolbar's button says that there is something to read; a tab's own badge goes before it. */
export async function showChanges(count: number): Promise<void> {
  await browser.action.setBadgeText({ text: count > 0 ? BADGE : '' });
}
