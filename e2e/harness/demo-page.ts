import type { Tab } from './browser';

export type Shown = {
  readonly account: string | null;
  readonly outcome: string | null;
  readonly passkeys: string[];
};

/** The demo relying party's page as a person uses it. What it then shows, its server has verified. */
export type DemoPage = {
  readonly tab: Tab;
  /** What the site asks for. */
  choose(what: 'verification' | 'algorithm', value: string): Promise<void>;
  signUp(userName: string): Promise<void>;
  signIn(): Promise<void>;
  signInAs(userName: string): Promise<void>;
  addPasskey(): Promise<void>;
  signOut(): Promise<void>;
  /** Waits until the page is done with what was asked. */
  shown(): Promise<Shown>;
};

export async function demoPage(tab: Tab): Promise<DemoPage> {
  const press = (action: string) => tab.click(`[data-action="${action}"]`);
  await tab.waitFor('html[data-ready]');
  return {
    tab,
    async choose(what, value) {
      await tab.evaluate(() => document.querySelector('details')?.setAttribute('open', ''), undefined);
      await tab.choose(`select[name="${what}"]`, value);
    },
    async signUp(userName) {
      await tab.fill('input[name="user-name"]', userName);
      await press('sign-up');
    },
    signIn: () => press('sign-in'),
    async signInAs(userName) {
      await tab.fill('input[name="user-name"]', userName);
      await press('sign-in-name');
    },
    addPasskey: () => press('add-passkey'),
    async signOut() {
      await press('sign-out');
      await tab.waitFor('html:not([data-account])');
    },
    async shown() {
      await tab.waitFor('html[data-outcome]:not([data-outcome="waiting"])');
      return {
        account: await tab.attribute('html', 'data-account'),
        outcome: await tab.attribute('html', 'data-outcome'),
        passkeys: await tab.attributes('[data-passkey]', 'data-passkey'),
      };
    },
  };
}
