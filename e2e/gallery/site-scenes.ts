import { brief, looks } from './looks';
import type { Studio } from './studio';

/** The popup over pages of every kind. */
export async function siteScenes({ browser, sites, visit, popup, shoot }: Studio): Promise<void> {
  async function over(
    url: string,
    name: string,
    wanted = brief.popup as typeof looks.popup | typeof brief.popup,
  ) {
    const tab = await browser.open(url);
    const opened = await popup();
    await opened.waitFor('[data-view="list"]');
    await shoot(opened, `popup-site-${name}`, wanted);
    await opened.close();
    await tab.close();
  }
  await over('https://quill.example/', 'accounts', looks.popup);
  await over('https://nowhere.example/', 'none', looks.popup);
  await over('chrome://version/', 'restricted');
  await over('https://signin.bank.example.verify.session.attacker.example/', 'long-host');
  sites.serve('tideline.example', '/taken', {
    body: '<!doctype html><title>Tideline</title><script>navigator.credentials.get = async () => null</script>',
  });
  await over('https://tideline.example/taken', 'other-provider');

  const site = await visit('harbour.example');
  const opened = await popup();
  await opened.click('[name="site-on"]');
  await opened.waitFor('[data-state="excluded"]');
  await shoot(opened, 'popup-site-excluded', looks.popup);
  await opened.click('[name="site-on"]');
  await opened.waitFor('[data-state="here"]');
  await opened.close();
  await site.close();
}
