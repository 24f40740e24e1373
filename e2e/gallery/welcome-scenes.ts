import { PIN } from '../harness/person';
import { brief, looks } from './looks';
import type { Studio } from './studio';

/** First run, until the vault is made. */
export async function welcomeScenes({ browser, page, popup, shoot }: Studio): Promise<void> {
  const invitation = await popup();
  await shoot(invitation, 'popup-no-vault', brief.popup);
  await invitation.close();

  const join = await page('welcome.html#join');
  await shoot(join, 'welcome-join', { ...brief.page, narrow: looks.page.narrow, rtl: looks.page.rtl });
  await join.close();

  const opened = await browser.find('popup/welcome.html');
  await opened.waitFor('html[data-ready]');
  const { forced, ...first } = looks.page;
  await shoot(opened, 'welcome', first);
  const type = async (pin: string, repeat = '') => {
    await opened.fill('[name="pin"]', pin);
    await opened.fill('[name="pin-repeat"]', repeat);
  };
  await type('123456');
  await shoot(opened, 'welcome-simple-pin', brief.page);
  await type(PIN, 'harbour-0000');
  await opened.click('[data-action="create-vault"]');
  await opened.waitFor('[role="alert"]');
  await shoot(opened, 'welcome-differs', { ...brief.page, forced });
}

export async function doneScenes({ page, shoot }: Studio): Promise<void> {
  const done = await page('welcome.html');
  await shoot(done, 'welcome-done', looks.page);
  await done.close();
}
