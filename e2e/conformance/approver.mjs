/**
 * The person at Latchkey while web-platform-tests run: makes the vault, then answers each prompt as the test's
 * simulated user would. For a runner that loads the built extension with Playwright and asks this module for what
 * the tests ask of their virtual authenticators; docs/conformance.md tells how.
 */

const PIN = 'harbour-7431';
const POLL = 60;

/**
 * Tests whose simulated authenticator cannot verify its user although the site requires it: the person has no PIN
 * to type and cancels. All others that meet a PIN field only prefer verification.
 */
const CANNOT_VERIFY = [
  { path: 'createcredential-badargs-authnrselection', ceremony: 'create' },
  { path: 'getcredential-badargs-userverification', ceremony: 'get' },
];

/** An ordinary platform authenticator that holds nothing. */
const EMPTY_AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** @param {{ credentialId: string, rpId: string, privateKey: string, userHandle?: string }} credential */
function bitwardenFile({ credentialId, rpId, privateKey, userHandle = null }) {
  const passkey = { credentialId: `b64.${credentialId}`, keyValue: privateKey, rpId, userHandle };
  return { encrypted: false, items: [{ login: { fido2Credentials: [passkey] } }] };
}

/** @param {{ context: import('playwright').BrowserContext, extensionId: string, policy: () => { approve: boolean, userVerified: boolean }, log: (text: string) => void }} runner */
export default async function approver({ context, extensionId, policy, log }) {
  const base = `chrome-extension://${extensionId}/popup/`;
  const busy = new Set();
  let running = true;
  let watching = Promise.resolve();
  let path = '';
  let approved = 0;
  let elsewhere = 0;

  /**
   * What nothing here can answer goes to the browser, whose dialog nobody could answer in a test. So the machine
   * has a platform authenticator that holds nothing: it refuses at once. What it made would be no credit to
   * Latchkey, so it is counted.
   */
  async function giveAuthenticator(page) {
    const session = await context.newCDPSession(page);
    session.on('WebAuthn.credentialAdded', () => {
      elsewhere += 1;
    });
    await session.send('WebAuthn.enable', { enableUI: false });
    await session.send('WebAuthn.addVirtualAuthenticator', { options: EMPTY_AUTHENTICATOR });
  }

  /** @template T @param {string} address @param {(page: import('playwright').Page) => Promise<T>} work */
  async function at(address, work) {
    const page = await context.newPage();
    try {
      await page.goto(base + address);
      await page.locator('html[data-ready]').waitFor();
      return await work(page);
    } finally {
      await page.close();
    }
  }

  async function makeVault() {
    await at('welcome.html', async (page) => {
      await page.locator('input[name=pin]').fill(PIN);
      await page.locator('input[name=pin-repeat]').fill(PIN);
      await page.locator('[data-action=create-vault]').click();
      await page.locator('html[data-vault=unlocked]').waitFor({ timeout: 20_000 });
    });
    // Prompts in windows, for Playwright does not see the toolbar's popup as a page.
    await at('manager.html#settings', (page) => page.locator('[name=prompt-surface]').selectOption('window'));
  }

  /** A new virtual authenticator is empty, so the vault must be. */
  async function emptyVault() {
    await at('manager.html', async (page) => {
      const rows = page.locator('[data-credential]');
      if ((await rows.count()) === 0) return;
      await page.locator('[data-action=select-all]').click();
      await page.locator('[data-action=delete]').first().click();
      await rows.first().waitFor({ state: 'detached', timeout: 5000 });
    });
  }

  async function answer(page) {
    const prompt = page.locator('[data-view=prompt]');
    if (busy.has(page) || !policy().approve || !(await prompt.isVisible())) return;
    busy.add(page);
    try {
      const pin = prompt.locator('input[name=pin]');
      if (await pin.isVisible()) {
        const ceremony = await prompt.getAttribute('data-ceremony');
        const refuses = CANNOT_VERIFY.some((test) => path.includes(test.path) && ceremony === test.ceremony);
        if (refuses && !policy().userVerified) return await prompt.locator('[data-action=cancel]').click();
        await pin.fill(PIN, { timeout: 2000 });
      }
      await prompt.locator('[data-action=confirm]:not([disabled])').click({ timeout: 5000 });
      approved += 1;
    } finally {
      busy.delete(page);
    }
  }

  async function watch() {
    while (running) {
      // Closed under our hands, most often.
      for (const page of context.pages())
        if (page.url().startsWith(base))
          answer(page).catch(({ message }) => log(`approver: ${message.split('\n')[0]}`));
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  return {
    async start() {
      await makeVault();
      context.on('page', (page) => void giveAuthenticator(page).catch(() => undefined));
      watching = watch();
    },
    async stop() {
      running = false;
      await watching;
      console.log(`${approved} prompts approved, ${elsewhere} passkeys made by the browser itself`);
    },
    testStart(test) {
      path = test.path;
    },
    addVirtualAuthenticator: emptyVault,
    /** A key from outside comes as a person's would: in another manager's file. */
    addCredential: (_, credential) =>
      at('manager.html#exchange', async (page) => {
        const buffer = Buffer.from(JSON.stringify(bitwardenFile(credential)));
        const file = { name: 'passkeys.json', mimeType: 'application/json', buffer };
        await page.locator('input[name=file]').setInputFiles(file);
        await page.locator('[data-action=import]').click();
        await page.locator('[data-imported]').waitFor({ timeout: 5000 });
      }),
    /** As WebDriver describes them; only the names are asked for. */
    getCredentials: () =>
      at('manager.html', (page) =>
        page.evaluate(async () => {
          const { value } = await globalThis.chrome.runtime.sendMessage({ type: 'passkeys-list' });
          return value.map(({ id, rpId, userName, userDisplayName }) => ({
            ...{ credentialId: id, rpId, userName, userDisplayName, isResidentCredential: true },
          }));
        }),
      ),
  };
}
