import { browser } from '../../browser';
import type { Words } from '../../words/words';
import type { Toolbar } from '../toolbar';
import { inTurn } from '../vault/in-turn';
import type { Standing } from './standing';
import type { StandingRequest } from './standing-request';

/** Id of the entry in a field's context menu. */
export const SIGN_IN_MENU = 'sign-in';

/** Shows, outside of every page, where a sign-in waits: on the toolbar's button and in the menu of fields. */
export type Beacon = {
  /** Brings the button of these tabs, and the menu, in step with what waits. */
  show(tabIds: readonly number[]): Promise<void>;
  /** The same for all tabs in which anything ever stood since the worker began. */
  showAll(): Promise<void>;
};

/** A tab's badge goes by itself when the tab navigates or closes. */
export function beacon(
  standing: Pick<Standing, 'waiting'>,
  button: Pick<Toolbar, 'waits'>,
  words: () => Promise<Words>,
): Beacon {
  const lit = new Set<number>();
  /** One at a time: what an older one found must not be shown after what a newer one did. */
  const turn = inTurn();

  async function light(tabId: number, waiting: StandingRequest | undefined): Promise<void> {
    if (!waiting && !lit.delete(tabId)) return;
    if (waiting) lit.add(tabId);
    await button.waits(tabId, waiting?.rpId ?? null);
  }

  async function showNow(tabIds: readonly number[]): Promise<void> {
    const waiting = await standing.waiting();
    await Promise.all(
      [...new Set(tabIds)].map((tabId) =>
        light(
          tabId,
          waiting.findLast((request) => request.tabId === tabId),
        ),
      ),
    );
    await showMenu(waiting.length > 0, (await words()).text('menuSignIn'));
  }

  return {
    show: (tabIds) => turn(() => showNow(tabIds)),
    showAll: () =>
      turn(async () => {
        const waiting = await standing.waiting();
        await showNow([...lit, ...waiting.map(({ tabId }) => tabId)]);
      }),
  };
}

/**
 * The entry is there only while something waits. For which sites it is not told, as the browser could show it on
 * their fields alone: it writes down in the profile what it is told of a menu.
 */
async function showMenu(waits: boolean, title: string): Promise<void> {
  await browser.contextMenus.update(SIGN_IN_MENU, { title, visible: waits });
}
