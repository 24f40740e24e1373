/**
 * What a ceremony costs without the person: from the click on confirm until the page's promise resolves, and from
 * the call until the prompt is painted. Beside it, in the same run and in turns, Chromium's own virtual
 * authenticator, which asks nobody.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { type Demo, startDemo } from '../demo/server';
import type { Tab } from '../e2e/harness/browser';
import { outcomeOf, startCreate, startGet, timesOf } from '../e2e/harness/ceremony';
import { launchChromium } from '../e2e/harness/chromium';
import { pageTab } from '../e2e/harness/chromium-page';
import { type Person, PIN, personAt } from '../e2e/harness/person';
import type { Row, Setting } from './table';
import { median } from './table';

const ROUNDS = 15;

type Times = { readonly prompt: number; readonly resolved: number };
type Kind = 'create' | 'get';
type Verification = 'required' | 'discouraged';

/** On the clock that all pages of a browser share, ms. */
type Clocked = { clicked?: number };

/** One ceremony; `round` keeps the accounts apart. */
function start(tab: Tab, kind: Kind, verification: Verification, round: number): Promise<void> {
  const userId = Buffer.from(`${verification} ${round}`).toString('base64url');
  return kind === 'create'
    ? startCreate(tab, { verification, userId, algorithms: [-7] })
    : startGet(tab, { verification });
}

async function settled(tab: Tab): Promise<{ called: number; settled: number }> {
  const outcome = await outcomeOf(tab);
  if (!outcome.ok) throw new Error(`${outcome.name}: ${outcome.message}`);
  return timesOf(tab);
}

async function withLatchkey(
  person: Person,
  site: Tab,
  kind: Kind,
  verification: Verification,
  round: number,
): Promise<Times> {
  await site.show();
  await start(site, kind, verification, round);
  const prompt = await person.prompt();
  const painted = await prompt.tab.evaluate(async () => {
    document.addEventListener(
      'click',
      (event) => {
        (window as Clocked).clicked = performance.timeOrigin + event.timeStamp;
      },
      { capture: true },
    );
    while (performance.getEntriesByName('first-contentful-paint').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  }, undefined);
  if (await prompt.asksPin()) await prompt.typePin(PIN);
  await prompt.confirm();
  const clicked = await prompt.tab.evaluate(() => (window as Clocked).clicked ?? Number.NaN, undefined);
  const times = await settled(site);
  await prompt.gone();
  return { prompt: painted - times.called, resolved: times.settled - clicked };
}

async function native(
  { page, empty }: Native,
  kind: Kind,
  verification: Verification,
  round: number,
): Promise<number> {
  // It holds three discoverable credentials and refuses a fourth.
  if (kind === 'create') await empty();
  const tab = pageTab(page);
  await start(tab, kind, verification, round);
  const times = await settled(tab);
  return times.settled - times.called;
}

type Native = {
  readonly page: Page;
  /** Removes all that its authenticator holds. */
  readonly empty: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

async function nativePage(executablePath: string, demo: Demo): Promise<Native> {
  const browser = await chromium.launch({ executablePath });
  const page = await browser.newPage();
  await page.goto(demo.url);
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const empty = () => session.send('WebAuthn.clearCredentials', { authenticatorId });
  return { page, empty, close: () => browser.close() };
}

/** Medians over the rounds. */
export async function ceremony({ executable, extension, assets }: Setting): Promise<Row[]> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const demo = await startDemo({ assets });
  const [latchkey, plain] = await Promise.all([
    launchChromium({ executable, extension, profile, headless: true }),
    nativePage(executable, demo),
  ]);
  const rows: Row[] = [];
  try {
    const person = personAt(latchkey);
    await person.makeVault();
    await person.setPromptSurface('window');
    const site = await latchkey.open(demo.url);
    for (const verification of ['discouraged', 'required'] as const)
      for (const kind of ['create', 'get'] as const) {
        // A get() with several accounts would ask which; the site's passkeys before it are put away.
        if (kind === 'get') await onlyNewest(person);
        const ours: Times[] = [];
        const theirs: number[] = [];
        for (let round = 0; round <= ROUNDS; round += 1) {
          const times = await withLatchkey(person, site, kind, verification, round);
          const other = await native(plain, kind, verification, round);
          // The first round warms both up.
          if (round > 0) {
            ours.push(times);
            theirs.push(other);
          }
        }
        const pin = verification === 'required' ? ', PIN typed' : '';
        const reference = median(theirs);
        rows.push(
          {
            what: `${kind}${pin}: click → resolved`,
            ms: median(ours.map(({ resolved }) => resolved)),
            native: reference,
          },
          {
            what: `${kind}${pin}: call → prompt painted`,
            ms: median(ours.map(({ prompt }) => prompt)),
            native: null,
          },
        );
      }
  } finally {
    await Promise.all([latchkey.close(), plain.close()]);
    await demo.close();
    await rm(profile, { recursive: true, force: true });
  }
  return rows;
}

async function onlyNewest(person: Person): Promise<void> {
  const [, ...others] = await person.list();
  for (const { id } of others) await person.delete(id);
}
