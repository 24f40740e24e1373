import { syncStates } from '../harness/sync-states';
import { tells } from '../harness/told';
import { brief, looks } from './looks';
import type { Studio } from './studio';

/** Connecting, and each way in which sync can stand. */
export async function syncScenes({ page, browser, person, shoot }: Studio): Promise<void> {
  const connect = await page('manager.html#sync');
  await connect.waitFor('[data-sync="off"]');
  await shoot(connect, 'manager-sync', looks.page);
  await connect.close();
  const webdav = await page('manager.html#sync');
  await webdav.click('[name="place"][value="webdav"]');
  await webdav.waitFor('[name="webdav-url"]');
  await shoot(webdav, 'manager-sync-webdav', { light: looks.tall.light, narrow: looks.page.narrow });
  await webdav.close();
  const ids = (await person.list()).slice(0, 2).map(({ id }) => id);
  for (const [state, status] of Object.entries(syncStates(Date.now(), ids))) {
    const tab = await page('manager.html');
    await tells(tab, { 'sync-status': status });
    await tab.goto(browser.extensionUrl(`popup/manager.html?as=${state}#sync`));
    await tab.waitFor(`[data-sync="${status.state}"]`);
    const wanted = state === 'up-to-date' ? looks.page : { light: brief.page.light };
    await shoot(tab, `manager-sync-${state}`, wanted);
    await tab.close();
  }
}
