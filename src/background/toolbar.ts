import type { VaultState } from '../messages/surface-background';
import type { Words } from '../words/words';
import { detach } from './log';

/** How the toolbar's button looks: `src/icons/toolbar/FACE.svg`. */
type Face = 'off' | 'locked' | 'unlocked' | 'waiting';

const SIZES = [16, 24, 32, 48];
const FACES = { none: 'off', locked: 'locked', unlocked: 'unlocked' } as const satisfies Record<
  VaultState,
  Face
>;
const TITLES = {
  none: 'toolbarOff',
  locked: 'toolbarLocked',
  unlocked: 'toolbarUnlocked',
} as const;
const BADGE_COLOR = '#1f6f54';

/** The toolbar's button tells how the vault stands, and in a tab of its own what matters there. */
export type Toolbar = {
  /** Shows the vault's state anew, where no tab has something of its own to say. */
  show(): Promise<void>;
  /** A sign-in to `site` waits in this tab; null: no longer. */
  waits(tabId: number, site: string | null): Promise<void>;
  /** Latchkey is kept out of the site in this tab. Goes by itself when the tab moves on. */
  keptOut(tabId: number): Promise<void>;
};

export type ToolbarPorts = {
  readonly vault: { state(): Promise<VaultState> };
  readonly words: () => Promise<Words>;
  /** The browser's own, as far as it is used here. A tab that is gone rejects. */
  readonly action: {
    setIcon(icon: { path: Record<number, string>; tabId?: number }): Promise<void>;
    setTitle(title: { title: string; tabId?: number }): Promise<void>;
    setBadgeText(badge: { text: string; tabId: number }): Promise<void>;
    setBadgeBackgroundColor(badge: { color: string; tabId: number }): Promise<void>;
  };
};

export function toolbar({ vault, words, action }: ToolbarPorts): Toolbar {
  /** Tabs whose button once had a face of its own: the browser then no longer gives them the common one. */
  const own = new Map<number, Face | null>();

  async function dress(tabId: number | null, face: Face, title: string): Promise<void> {
    const path = Object.fromEntries(SIZES.map((size) => [size, `/icons/toolbar/${face}-${size}.png`]));
    const where = tabId === null ? {} : { tabId };
    await action.setIcon({ path, ...where });
    await action.setTitle({ title, ...where });
  }

  async function common(tabId: number | null): Promise<void> {
    const state = await vault.state();
    await dress(tabId, FACES[state], (await words()).text(TITLES[state]));
  }

  /** Does something to a tab's button; the tab may close meanwhile. */
  async function inTab(tabId: number, face: Face | null, work: () => Promise<void>): Promise<void> {
    own.set(tabId, face);
    try {
      await work();
    } catch {
      own.delete(tabId);
    }
  }

  return {
    async show() {
      await common(null);
      const plain = [...own].filter(([, face]) => face === null);
      await Promise.all(plain.map(([tabId]) => inTab(tabId, null, () => common(tabId))));
    },

    waits: (tabId, site) =>
      inTab(tabId, site === null ? null : 'waiting', async () => {
        await action.setBadgeText({ tabId, text: site === null ? '' : '1' });
        if (site === null) return common(tabId);
        await dress(tabId, 'waiting', (await words()).text('badgeTitle', site));
        await action.setBadgeBackgroundColor({ tabId, color: BADGE_COLOR });
      }),

    keptOut: (tabId) =>
      inTab(tabId, 'off', async () => dress(tabId, 'off', (await words()).text('toolbarKeptOut'))),
  };
}

/** How long after its start a worker looks whether the button is right; ms. Later than any prompt. */
const LOOKS_AFTER = 1500;

/** The browser keeps the button while the worker sleeps, but not when it ends or the extension is turned off. */
export function keepToolbar(button: Toolbar): void {
  setTimeout(() => detach('toolbar', button.show()), LOOKS_AFTER);
}
