import { PASSWORD, startWebdavServer, USER } from '../../src/background/sync/testing/webdav-server';
import { expect, test } from '../harness/fixtures';
import { otherDevice } from '../harness/other-device';
import { newRecoveryKey } from '../harness/recovery';
import { syncing } from '../harness/syncing';

test('what sync does not decide alone: many deleted, deleted and changed, a server that lies, a device removed', async ({
  latchkey,
  person,
}) => {
  test.setTimeout(120_000);
  const server = await startWebdavServer();
  server.auth = 'basic';
  const place = { url: server.url, user: USER, password: PASSWORD };
  try {
    const key = await newRecoveryKey(latchkey);
    const page = await syncing(latchkey);
    await page.connect(place, key);
    await page.becomes('up-to-date');
    const laptop = await otherDevice(place, key, 1);
    laptop.make(8);
    await laptop.sync();
    await page.now();
    expect(await person.list()).toHaveLength(8);

    await test.step('many deleted at once: it asks first, and nothing has gone', async () => {
      const living = () => [...laptop.passkeys.values()].filter(({ record }) => record.deletedAt === null);
      const trashAll = () => laptop.change((record) => ({ ...record, deletedAt: Date.now() }));
      trashAll();
      await laptop.sync();
      await page.now('held');
      expect(await page.asks('mass-deletion')).toContain('8');
      expect(await person.list()).toHaveLength(8);
      await page.tab.show();
      await page.tab.click('[data-action="keep-all"]');
      await page.becomes('up-to-date');
      await laptop.sync();
      expect(living()).toHaveLength(8);

      trashAll();
      await laptop.sync();
      await page.now('held');
      await page.tab.click('[data-action="delete-all"]');
      await page.becomes('up-to-date');
      expect(await person.list()).toEqual([]);
      laptop.change((record) => ({ ...record, deletedAt: null }));
      await laptop.sync();
      await page.tab.show();
      await page.now();
      expect(await person.list()).toHaveLength(8);
    });

    await test.step('deleted there, changed here: it asks which', async () => {
      const [passkey] = await person.list();
      if (!passkey) throw new Error('no passkey');
      await page.tab.show();
      await page.tab.goto(latchkey.extensionUrl(`popup/manager.html#passkey/${passkey.id}`));
      await page.tab.fill('input[name="display-name"]', 'the one I use');
      await page.tab.click('[data-action="save"]');
      await page.tab.goto(latchkey.extensionUrl('popup/manager.html#sync'));
      await page.now();
      laptop.change((record) => ({ ...record, deletedAt: Date.now() }), [passkey.id]);
      await laptop.sync();
      await page.now();
      await page.tab.waitFor('[data-question="in-doubt"] ul[aria-busy="false"]');
      expect(await page.asks('in-doubt')).toContain('the one I use');
      expect(await page.tab.attribute(`[data-credential="${passkey.id}"]`, 'data-rp-id')).toBe(passkey.rpId);
      await page.tab.click('[data-question="in-doubt"] [data-action="restore"]');
      await page.tab.waitFor('[data-question="in-doubt"]', 'gone');
      await page.now();
      await laptop.sync();
      expect(laptop.passkeys.get(passkey.id)?.record).toMatchObject({
        displayName: 'the one I use',
        deletedAt: null,
      });
    });

    await test.step('a server that shows an older state is named, and nothing is lost', async () => {
      const older = new Map(server.files);
      laptop.make(1);
      await laptop.sync();
      await page.now();
      server.files.clear();
      for (const [path, content] of older) server.files.set(path, content);
      await page.now();
      expect(await page.asks('warnings')).toContain('Device 1');
      expect(await person.list()).toHaveLength(9);
      await page.tab.show();
      await page.tab.click('[data-action="dismiss"]');
      await page.tab.waitFor('[data-question="warnings"]', 'gone');
      await laptop.sync();
      await page.now();
      expect(await page.tab.attributes('[data-question]', 'data-question')).toEqual([]);
    });

    await test.step('another device removed a third: the recovery key leads on', async () => {
      const phone = await otherDevice(place, key, 2);
      await phone.sync();
      await laptop.remove(phone.id);
      await page.now('moved');
      await page.asks('moved');
      await page.tab.fill('[data-question="moved"] input[name="recovery-key"]', key);
      await page.tab.click('[data-action="sync-follow"]');
      await page.becomes('up-to-date');
      expect(await phone.sync()).toBe('moved');
      expect(phone.passkeys.size).toBe(9);
    });

    await test.step('this device removes the other, which keeps what it had and gets nothing more', async () => {
      await laptop.sync();
      await page.now();
      // The focus goes to the question, back from it, and to the list once the device is gone.
      await page.tab.click(`[data-device="${laptop.id}"] [data-action="remove-device"]`);
      await page.tab.waitFor('.device-remove p:focus');
      await page.tab.click('.device-remove [data-action="cancel"]');
      await page.tab.waitFor(`[data-device="${laptop.id}"] [data-action="remove-device"]:focus`);
      await page.tab.click(`[data-device="${laptop.id}"] [data-action="remove-device"]`);
      await page.tab.fill('.device-remove input[name="recovery-key"]', key);
      await page.tab.click('[data-action="confirm-remove"]');
      await page.tab.waitFor(`[data-device="${laptop.id}"]`, 'gone', 20_000);
      await page.tab.waitFor('#devices-title:focus');
      await page.becomes('up-to-date');
      expect(await laptop.sync()).toBe('moved');
      const tablet = await otherDevice(place, key, 3);
      tablet.make(1);
      await tablet.sync();
      await page.now();
      expect(await person.list()).toHaveLength(10);
      await laptop.sync();
      expect(laptop.passkeys.size).toBe(9);

      await page.tab.show();
      const [mine] = await page.tab.attributes('[data-device]:has(input)', 'data-device');
      await tablet.remove(mine ?? '');
      await page.now('removed');
      expect(await person.list()).toHaveLength(10);
    });
  } finally {
    await server.close();
  }
});
