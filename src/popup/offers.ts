import { signal } from '@preact/signals';
import type { SignInOffer } from '../messages/surface-background';
import { ask } from './ask';
import { frontTab } from './front-tab';
import { attempt } from './notice';

/** Sign-ins that the page in front waits for (conditional mediation), newest first. */
export const offers = signal<readonly SignInOffer[]>([]);

let reads = 0;

export async function readOffers(): Promise<void> {
  reads += 1;
  const read = reads;
  const tabId = await frontTab();
  // It may lock on the way; then the news has it read again.
  const now = tabId === null ? [] : await ask({ type: 'standing-offers', tabId }).catch(() => []);
  if (read === reads) offers.value = now;
}

/** The person wants to sign in; the background then shows the prompt here. */
export async function takeOffer({ request }: SignInOffer, account: string | null): Promise<void> {
  await attempt(async () => {
    const waits = await ask({ type: 'standing-pick', request, account });
    if (!waits) await readOffers();
  });
}
