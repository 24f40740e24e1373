import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cxfOf } from '../../bench/passkeys-file';
import { chooseFile } from '../harness/files';
import { expect, test } from '../harness/fixtures';
import { gateBefore } from '../harness/gate';
import { otherDevice } from '../harness/other-device';
import { newRecoveryKey } from '../harness/recovery';
import { syncing } from '../harness/syncing';
import { firstPlace, secondPlace } from '../harness/webdav-places';

const COUNT = 300;

test('a server that dies in the middle of a first sync: it says so, and nothing is lost', async ({
  latchkey,
  person,
}) => {
  test.setTimeout(120_000);
  const place = await (latchkey.name === 'chromium' ? secondPlace : firstPlace)();
  const gate = await gateBefore(place.url);
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-outage-'));
  try {
    const key = await newRecoveryKey(latchkey);
    const file = join(folder, 'others.json');
    await writeFile(file, cxfOf(COUNT));
    const exchange = await latchkey.open(latchkey.extensionUrl('popup/manager.html#exchange'));
    await chooseFile(exchange, 'input[name="file"]', file);
    await exchange.waitFor(`[data-standing="new"][data-count="${COUNT}"]`, 'visible', 20_000);
    await exchange.click('[data-action="import"]');
    await exchange.waitFor(`[data-imported="${COUNT}"]`, 'visible', 20_000);
    await exchange.close();

    // The recovery slot is written first; then it goes, after the first piece of the log and before the rest.
    let writes = 0;
    gate.after = async (method) => {
      if (method === 'PUT') writes += 1;
      if (method === 'PUT' && writes === 2) await place.kill();
    };
    const page = await syncing(latchkey);
    await page.connect({ ...place, url: gate.url }, key);
    await page.becomes('waiting');
    expect(await page.tab.attribute('[data-view="sync"]', 'data-reason')).toBe('unreachable');
    expect(await page.tab.text('.sync-standing')).toMatch(/does not answer/);
    await page.tab.waitFor('.sync-standing [data-action="sync-now"]:enabled');
    expect(await page.tab.attributes('.sync-standing button:enabled', 'data-action')).toEqual(['sync-now']);
    expect((await person.list()).length).toBeGreaterThan(0);

    await place.start();
    const laptop = await otherDevice(place, key, 1);
    await laptop.sync();
    expect(laptop.passkeys.size).toBe(0);
    await page.tab.show();
    await page.now();
    await laptop.sync();
    expect(laptop.passkeys.size).toBe(COUNT);

    // The other way: what another wrote is read in the middle of an outage, and all of it in the end.
    laptop.make(200);
    await laptop.sync();
    let reads = 0;
    gate.after = async (method) => {
      if (method === 'GET') reads += 1;
      if (method === 'GET' && reads === 1) await place.kill();
    };
    await page.tab.click('[data-action="sync-now"]');
    await page.becomes('waiting');
    gate.after = null;
    await place.start();
    await page.now();
    await laptop.sync();
    expect(await page.tab.attributes('[data-question]', 'data-question')).toEqual([]);
    const third = await otherDevice(place, key, 2);
    await third.sync();
    expect(third.passkeys.size).toBe(COUNT + 200);
    expect(await page.tab.text('[data-sync-code]')).toBe(await laptop.code());
  } finally {
    await gate.close();
    await place.close();
    await rm(folder, { recursive: true, force: true });
  }
});
