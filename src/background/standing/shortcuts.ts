import { browser } from '../../browser';
import { detach } from '../log';
import { SIGN_IN_MENU } from './beacon';
import type { Standing } from './standing';

/** Name of the keyboard command in the manifest. */
const COMMAND = 'sign-in';

/** Ways to a waiting sign-in that need no look at the toolbar: a key, and the context menu of a field. */
export function signInShortcuts(standing: Pick<Standing, 'inTab' | 'pick'>): void {
  /** The newest of that frame, else of the tab; where nothing waits, the popup says how things stand. */
  async function signIn(tabId: number, frameId?: number): Promise<void> {
    const waiting = await standing.inTab(tabId);
    const request = waiting.find((one) => one.frameId === frameId) ?? waiting[0];
    const picked = request && (await standing.pick(request.id, { from: 'browser', account: null }));
    if (!picked) await browser.action.openPopup();
  }

  async function signInInFront(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab?.id !== undefined) await signIn(tab.id);
  }

  browser.commands.onCommand.addListener((command) => {
    if (command === COMMAND) detach('keyboard command', signInInFront());
  });

  browser.contextMenus.onClicked.addListener(({ menuItemId, frameId }, tab) => {
    if (menuItemId === SIGN_IN_MENU && tab?.id !== undefined) detach('context menu', signIn(tab.id, frameId));
  });

  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus.create({
      id: SIGN_IN_MENU,
      title: browser.i18n.getMessage('menuSignIn'),
      contexts: ['editable'],
      visible: false,
    });
  });
}
