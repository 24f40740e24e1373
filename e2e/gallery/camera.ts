import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tab } from '../harness/browser';
import { pageOf } from '../harness/chromium-page';
import { popupSender, type Send } from '../harness/chromium-popup';
import type { Look } from './looks';
import { smallPng } from './small-png';

export type Camera = {
  /** One picture for each look, named `NAME-LOOK.png`. */
  shoot(tab: Tab, name: string, looks: Readonly<Record<string, Look>>): Promise<void>;
  /** All pictures taken so far, in order. */
  readonly taken: readonly string[];
};

export async function camera(folder: string): Promise<Camera> {
  await mkdir(folder, { recursive: true });
  const taken: string[] = [];
  return {
    taken,
    async shoot(tab, name, wanted) {
      await withDevTools(tab, async (send) => {
        for (const [look, how] of Object.entries(wanted)) {
          await dress(tab, send, how);
          const { data } = await send<{ data: string }>('Page.captureScreenshot');
          const file = `${name}-${look}.png`;
          await writeFile(join(folder, file), smallPng(Buffer.from(data, 'base64')));
          taken.push(file);
        }
        // One look is all there is time for where a prompt is about to leave.
        const [first, ...others] = Object.values(wanted);
        if (!first || others.length === 0) return;
        await dress(tab, send, first);
      });
    },
  };
}

async function withDevTools(tab: Tab, work: (send: Send) => Promise<void>): Promise<void> {
  const popup = popupSender(tab);
  if (popup) return work(popup);
  const page = pageOf(tab);
  const session = await page.context().newCDPSession(page);
  await work((method, params) => session.send(method as never, params as never) as never);
  // A prompt may have left while its picture was taken.
  await session.detach().catch(() => undefined);
}

/** Runs in the page, whose main part scrolls by itself. */
function wholeHeight(): number {
  const main = document.querySelector('main');
  return main ? Math.ceil(main.getBoundingClientRect().top + main.scrollHeight) : innerHeight;
}

type Runtime = { readonly runtime: { sendMessage(message: object): Promise<unknown> } };

/** Chooses the language, as the settings do; every open page follows. */
async function speak(tab: Tab, language: 'en' | 'ar'): Promise<void> {
  await tab.evaluate(async (wanted) => {
    if (document.documentElement.lang === wanted) return;
    const { chrome } = globalThis as never as { chrome: Runtime };
    await chrome.runtime.sendMessage({ type: 'settings-set', settings: { language: wanted } });
  }, language);
  await tab.waitFor(`html[lang="${language}"]`);
}

async function dress(tab: Tab, send: Send, look: Partial<Look>): Promise<void> {
  const { width, height, whole = false, theme = 'light', forced = false, rtl = false, text = 100 } = look;
  const features = [
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    ...(forced ? [{ name: 'forced-colors', value: 'active' }] : []),
  ];
  await send('Emulation.setEmulatedMedia', { features });
  // The toolbar popup takes its size from its content.
  const resize = (height: number) =>
    send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  const isFree = width !== undefined && height !== undefined && !popupSender(tab);
  if (isFree) await resize(height);
  await send('Page.setFontSizes', { fontSizes: { standard: (16 * text) / 100 } });
  await speak(tab, rtl ? 'ar' : 'en');
  if (isFree && whole) await resize(await tab.evaluate(wholeHeight, undefined));
  // Sizes that follow from the text's, colours that fade, and a prompt that arms anew after it was resized.
  await new Promise((resolve) => setTimeout(resolve, 250));
  await tab.waitFor('.arming', 'gone', 1500).catch(() => undefined);
}
