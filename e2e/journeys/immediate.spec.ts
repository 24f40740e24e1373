import type { Tab } from '../harness/browser';
import { outcomeOf, startCreate, startGetWith } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

const immediate = { uiMode: 'immediate' } as const;

/** What is called within a click has the person's activation. */
async function activate(tab: Tab): Promise<void> {
  await tab.click('body');
}

test('immediate: a passkey here is asked for; without one the site hears so at once', async ({
  latchkey,
  person,
  sites,
}) => {
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  const nothing = async () => {
    expect(await outcomeOf(site)).toMatchObject({ ok: false, name: 'NotAllowedError', isDomException: true });
    await person.noPromptWithin(200);
  };

  await activate(site);
  await startGetWith(site, immediate);
  await nothing();

  await startCreate(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  const made = await outcomeOf(site);
  if (!made.ok) throw new Error(made.message);
  await prompt.gone();

  await site.show();
  await activate(site);
  await startGetWith(site, immediate, { verification: 'discouraged' });
  const again = await person.prompt();
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true, response: { id: made.response.id } });

  await again.gone();

  // A list would let a site find out what is held without anybody noticing.
  await site.show();
  await activate(site);
  await startGetWith(site, immediate, { allow: [made.response.id] });
  await nothing();
});
