import { outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('a private window has Latchkey where the person lets it in, and the prompt says what stays', async ({
  latchkey,
  person,
  sites,
}) => {
  const url = `${sites.origin('rp.test')}/empty`;
  const create = { rpId: 'rp.test', verification: 'discouraged' } as const;
  const said = async () => {
    const settings = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
    await settings.waitFor('[data-private]');
    const is = await settings.attribute('[data-private]', 'data-private');
    await settings.close();
    return is;
  };

  await test.step('kept out: a site asks the browser itself', async () => {
    expect(await said()).toBe('kept-out');
    const site = await latchkey.access.openPrivate(url);
    const native = await latchkey.addNativeAuthenticator(site);
    await startCreate(site, create);
    expect(await outcomeOf(site)).toMatchObject({ ok: true });
    expect(await native.credentials()).toBe(1);
    await site.close();
    expect(await person.list()).toEqual([]);
  });

  await test.step('let in: a passkey is made and used there, and stays', async () => {
    await latchkey.access.allowPrivate();
    // It started anew, and is locked.
    await person.unlock();
    expect(await said()).toBe('allowed');
    const site = await latchkey.access.openPrivate(url);
    await startCreate(site, create);
    const prompt = await person.prompt();
    expect(await prompt.tab.text('[data-view="prompt"]')).toContain(
      'It stays in your vault when this private window closes.',
    );
    await person.approve();
    expect(await outcomeOf(site)).toMatchObject({ ok: true });
    await site.show();
    await startGet(site, { rpId: 'rp.test', verification: 'discouraged' });
    await person.approve();
    expect(await outcomeOf(site)).toMatchObject({ ok: true });
    await site.close();
    expect(await person.list()).toHaveLength(1);
  });

  await test.step('the activity log knows nothing of it', async () => {
    const log = await latchkey.open(latchkey.extensionUrl('popup/manager.html#activity'));
    // It says that there is nothing, once it has looked.
    await log.waitFor('[data-view="activity"] .placeholder');
  });
});
