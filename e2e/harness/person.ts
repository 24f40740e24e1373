/**
 * What a person does with Latchkey's own pages, told in the words of the UI contract. Nothing here knows which
 * browser it is in.
 */
import type { Settings } from '../../src/messages/surface-background';
import { type Browser, type Tab, until } from './browser';

export const PIN = 'harbour-7431';

export type Listed = { readonly id: string; readonly rpId: string; readonly text: string };

export type Prompt = {
  readonly tab: Tab;
  ceremony(): Promise<string | null>;
  rpId(): Promise<string | null>;
  origin(): Promise<string | null>;
  /** Whether it asks for the PIN. */
  asksPin(): Promise<boolean>;
  /** Whether it says that something went wrong. */
  complains(): Promise<boolean>;
  typePin(pin: string): Promise<void>;
  /** Waits until the button is armed. */
  confirm(): Promise<void>;
  cancel(): Promise<void>;
  useOther(): Promise<void>;
  /** User names of the accounts to choose from, in order. */
  accounts(): Promise<string[]>;
  chooseAccount(userName: string): Promise<void>;
  /** Resolves when the prompt has left. */
  gone(): Promise<void>;
};

export type Person = {
  /** On the welcome page that opens by itself at the first start. */
  makeVault(pin?: string): Promise<void>;
  setPromptSurface(surface: Settings['prompt-surface']): Promise<void>;
  /** The prompt that opens next, or is open. */
  prompt(): Promise<Prompt>;
  /** The prompt that asks now, if any. */
  openPrompt(): Promise<Prompt | null>;
  /** Confirms the next prompt, with the PIN if it asks for one. */
  approve(pin?: string): Promise<void>;
  noPromptWithin(ms: number): Promise<void>;
  vault(): Promise<string | null>;
  lock(): Promise<void>;
  unlock(pin?: string): Promise<void>;
  list(): Promise<Listed[]>;
  delete(id: string): Promise<void>;
  /** Of the delete just made. */
  undo(): Promise<void>;
};

/** `data-vault` stands on the root once the page knows; `data-ready` once it answers input. */
const READY = 'html[data-ready]';

export function personAt(browser: Browser): Person {
  let home: Tab | null = null;

  /** The list in a tab of its own, kept open and shown anew. */
  async function popup(): Promise<Tab> {
    const url = browser.extensionUrl('popup/popup.html');
    if (!home || (await home.closed())) home = await browser.open(url);
    else await home.goto(url);
    await home.waitFor(READY);
    return home;
  }

  /** What the person does at Latchkey's own pages must not stay in front of the site. */
  async function atHome<Result>(work: (tab: Tab) => Promise<Result>): Promise<Result> {
    const tab = await popup();
    const result = await work(tab);
    await tab.close();
    return result;
  }

  async function openPrompt(): Promise<Prompt | null> {
    // The popup's page in a tab shows the prompt as well, but behind the site nobody sees it.
    for (const [page, where] of [
      ['popup/prompt.html', 'html'],
      ['popup/popup.html', 'html[data-surface="popup"]'],
    ] as const) {
      if ((await browser.count(page)) === 0) continue;
      // It may leave between two looks.
      const tab = await browser.find(page, 0).catch(() => null);
      if (!tab) continue;
      // A prompt that says how it ended still stands for a moment, without its buttons.
      const asks = await tab
        .attributes(`${where} [data-view="prompt"] [data-action="cancel"]:enabled`, 'data-action')
        .catch(() => []);
      if (asks.length > 0) return promptIn(tab);
    }
    return null;
  }

  async function prompt(): Promise<Prompt> {
    let open: Prompt | null = null;
    await until('a prompt', async () => {
      open = await openPrompt();
      return open !== null;
    });
    if (!open) throw new Error('no prompt');
    return open;
  }

  return {
    async makeVault(pin = PIN) {
      const tab = await browser.find('popup/welcome.html');
      await tab.waitFor(READY);
      await tab.fill('input[name="pin"]', pin);
      await tab.fill('input[name="pin-repeat"]', pin);
      await tab.click('[data-action="create-vault"]');
      await tab.waitFor('html[data-vault="unlocked"]');
      await tab.close();
    },

    async setPromptSurface(surface) {
      const tab = await browser.open(browser.extensionUrl('popup/manager.html#settings'));
      await tab.choose('select[name="prompt-surface"]', surface);
      await tab.waitFor('[role="status"]');
      await tab.close();
    },

    prompt,
    openPrompt,

    async approve(pin = PIN) {
      const asked = await prompt();
      if (await asked.asksPin()) await asked.typePin(pin);
      await asked.confirm();
    },

    async noPromptWithin(ms) {
      const end = Date.now() + ms;
      while (Date.now() < end) {
        if ((await browser.count('popup/prompt.html')) > 0) throw new Error('a prompt opened');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },

    vault: () => atHome((tab) => tab.attribute('html', 'data-vault')),

    async lock() {
      // On the full page, for the popup shows a request that waits instead.
      const tab = await browser.open(browser.extensionUrl('popup/manager.html'));
      await tab.click('[data-action="lock"]');
      await tab.waitFor('html[data-vault="locked"]');
      await tab.close();
    },

    unlock: (pin = PIN) =>
      atHome(async (tab) => {
        await tab.fill('[data-view="unlock"] input[name="pin"]', pin);
        await tab.click('[data-action="unlock"]');
        await tab.waitFor('html[data-vault="unlocked"]');
      }),

    list: () =>
      atHome(async (tab) => {
        await tab.waitFor('[data-view="list"]');
        await tab.waitFor('[data-view="list"] [aria-busy="true"]', 'gone');
        // Rows are drawn once the list knows its height; an empty list never has any.
        await tab.waitFor('[data-credential]', 'visible', 500).catch(() => undefined);
        return tab.evaluate(
          () =>
            [...document.querySelectorAll<HTMLElement>('[data-credential]')].map((row) => ({
              id: row.dataset.credential ?? '',
              rpId: row.dataset.rpId ?? '',
              text: row.innerText,
            })),
          undefined,
        );
      }),

    async delete(id) {
      const tab = await popup();
      await tab.click(`[data-credential="${id}"] a`);
      await tab.click('[data-view="credential"] [data-action="delete"]');
      await tab.waitFor('[data-action="undo"]');
    },

    async undo() {
      if (!home) throw new Error('nothing was deleted');
      await home.click('[data-action="undo"]');
      await home.waitFor('[data-action="undo"]', 'gone');
    },
  };
}

function promptIn(tab: Tab): Prompt {
  const root = '[data-view="prompt"]';
  return {
    tab,
    ceremony: () => tab.attribute(root, 'data-ceremony'),
    rpId: () => tab.attribute(root, 'data-rp-id'),
    origin: () => tab.attribute(root, 'data-origin'),
    asksPin: async () => (await tab.attributes(`${root} input[name="pin"]`, 'name')).length > 0,
    complains: async () => (await tab.attributes(`${root} [role="alert"]`, 'role')).length > 0,
    typePin: (pin) => tab.fill(`${root} input[name="pin"]`, pin),
    confirm: () => tab.click(`${root} [data-action="confirm"]`),
    cancel: () => tab.click(`${root} [data-action="cancel"]`),
    useOther: () => tab.click(`${root} [data-action="use-other"]`),
    async accounts() {
      await tab.waitFor(`${root} input[name="account"]`);
      return tab.evaluate(
        () =>
          [...document.querySelectorAll<HTMLInputElement>('input[name="account"]')].map(
            (input) => input.closest('label')?.innerText.split('\n')[0] ?? '',
          ),
        undefined,
      );
    },
    async chooseAccount(userName) {
      await tab.waitFor(`${root} input[name="account"]`);
      const ids = await tab.attributes(`${root} input[name="account"]`, 'value');
      for (const id of ids) {
        const words = await tab.text(`${root} label:has(input[name="account"][value="${id}"])`);
        if (words.includes(userName)) return tab.click(`${root} input[name="account"][value="${id}"]`);
      }
      throw new Error(`no account ${userName}`);
    },
    gone: () => until('the prompt to leave', () => tab.closed()),
  };
}
