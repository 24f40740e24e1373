import { until } from '../harness/browser';
import { outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

const RP = 'rp.test';
const FILE = '/.well-known/passkey-endpoints';
const OPEN = '[data-action="site-page"]';

test('the site’s own passkey page is asked for when it is wanted, and opened only where it may be', async ({
  latchkey,
  person,
  sites,
}) => {
  test.slow();
  const site = await latchkey.open(`${sites.origin(RP)}/empty`);
  await startCreate(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  const made = await outcomeOf(site);
  if (!made.ok) throw new Error(made.message);
  const { id } = made.response;
  await prompt.gone();
  await site.close();
  const asked = () => sites.asked(RP, FILE).length;
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  let visits = 0;
  /** Looks at the passkey in a page that remembers nothing of the answers before. */
  async function look(): Promise<void> {
    visits += 1;
    await tab.goto(latchkey.extensionUrl(`popup/manager.html?visit=${visits}#passkey/${id}`));
    await tab.waitFor(OPEN);
  }

  await look();
  await tab.waitFor('[data-view="credential"] h1');
  expect(asked()).toBe(0);

  const json = (manage: unknown, padding = '') => ({
    body: JSON.stringify({ manage, padding }),
    type: 'application/json',
  });
  const good = `https://${RP}/account/passkeys`;
  sites.serve('other.test', FILE, json(good));
  const pages = (await latchkey.pages()).length;
  for (const [what, answer] of [
    ['a scheme that runs', json('javascript:alert(1)')],
    ['another site', json('https://other.test/account')],
    ['too much', json(good, 'x'.repeat(20_000))],
    ['a redirect', { status: 302, body: '', headers: { Location: `https://other.test${FILE}` } }],
  ] as const)
    await test.step(`${what} opens nothing`, async () => {
      sites.serve(RP, FILE, answer);
      const before = asked();
      await look();
      await tab.click(OPEN);
      await tab.waitFor('[data-view="credential"] [role="status"]');
      expect(asked()).toBe(before + 1);
      expect(await latchkey.pages()).toHaveLength(pages);
    });
  expect(sites.asked('other.test', FILE)).toEqual([]);

  sites.serve(RP, FILE, json(good));
  await look();
  await tab.click(OPEN);
  await until('the site’s page', async () => (await latchkey.count('/account/passkeys')) === 1);
  for (const headers of sites.asked(RP, FILE)) {
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
  }
});
