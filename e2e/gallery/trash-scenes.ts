import { brief, looks } from './looks';
import type { Studio } from './studio';

/** The trash with nothing in it, with two passkeys, and before it is emptied. */
export async function trashScenes({ page, shoot }: Studio): Promise<void> {
  const empty = await page('manager.html#trash');
  await empty.waitFor('[data-view="trash"] .empty');
  await shoot(empty, 'manager-trash-empty', brief.page);
  await empty.close();

  const list = await page('manager.html');
  for (const site of ['atlas.example', 'foundry.example']) {
    await list.click(`[data-credential][data-rp-id="${site}"] a`);
    await list.waitFor('[data-view="credential"] [data-action="delete"]');
    await list.click('[data-view="credential"] [data-action="delete"]');
    await list.waitFor('[data-action="undo"]');
  }
  await shoot(list, 'manager-deleted', brief.page);
  await list.close();
  const trash = await page('manager.html#trash');
  await trash.waitFor('[data-credential]');
  await shoot(trash, 'manager-trash', looks.page);
  const sure = await page('manager.html#trash');
  await sure.click('[data-action="empty-trash"]');
  await shoot(sure, 'manager-trash-sure', brief.page);
  await sure.close();
  for (let left = 2; left > 0; left -= 1) {
    await trash.click('[data-action="restore"]');
    await trash.waitFor(`[data-credential]:nth-of-type(${left})`, 'gone');
  }
  await trash.close();
}
