import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Tab } from '../harness/browser';
import { pageOf } from '../harness/chromium-page';
import { savedBy } from '../harness/files';
import { PIN } from '../harness/person';
import { brief, looks } from './looks';
import type { Studio } from './studio';

const PASSPHRASE = 'lantern gravel violin';

/** Out and in: a plain file with its warning, a summary of what a file holds, and files that do not open. */
export async function exchangeScenes({ browser, page, shoot }: Studio): Promise<void> {
  const tab = await page('manager.html#exchange');
  await shoot(tab, 'manager-exchange', looks.tall);
  await tab.click('[name="kind"][value="cxf"]');
  await shoot(tab, 'manager-export-plain', { light: looks.tall.light });
  await tab.click('[name="kind"][value="backup"]');
  await tab.fill('[name="passphrase"]', PASSPHRASE);
  await tab.fill('[name="passphrase-repeat"]', PASSPHRASE);
  await tab.fill('[name="pin"]', PIN);
  const backup = await savedBy(browser, () => tab.click('[data-action="export"]'));
  await tab.close();

  const into = await page('manager.html#exchange');
  await bring(into, backup);
  await into.waitFor('[data-action="open-file"]');
  await into.fill('[name="passphrase"]', 'lantern gravel');
  await into.click('[data-action="open-file"]');
  await into.waitFor('[role="alert"]', 'visible', 20_000);
  await shoot(into, 'manager-import-passphrase', brief.page);
  await into.click('[data-action="cancel"]');
  await bring(into, { name: 'holiday.json', buffer: Buffer.from('{"beach": true}') });
  await into.waitFor('[role="alert"]');
  await shoot(into, 'manager-import-refused', brief.page);
  await bring(into, { name: 'passkeys.json', buffer: passkeyFile() });
  await into.waitFor('[data-action="import"]');
  await shoot(into, 'manager-import', looks.page);
  await into.close();
}

function bring(tab: Tab, file: string | { readonly name: string; readonly buffer: Buffer }): Promise<void> {
  const chosen = typeof file === 'string' ? file : { ...file, mimeType: 'application/json' };
  return pageOf(tab).setInputFiles('[name="file"]', chosen);
}

/** Bitwarden's plain JSON: four good passkeys, and one whose key is none. */
function passkeyFile(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyValue = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  const sites = ['ferry.example', 'museum.example', 'bakery.example', 'library.example', 'broken.example'];
  const items = sites.map((rpId) => ({
    type: 1,
    name: rpId,
    login: {
      fido2Credentials: [
        {
          credentialId: randomBytes(32).toString('base64url'),
          ...{ keyType: 'public-key', keyAlgorithm: 'ECDSA', keyCurve: 'P-256' },
          keyValue: rpId === 'broken.example' ? 'AAAA' : keyValue,
          rpId,
          userHandle: randomBytes(16).toString('base64url'),
          userName: 'ada@lovelace.example',
          ...{ counter: '0', discoverable: 'true', creationDate: '2026-03-01T10:00:00.000Z' },
        },
      ],
    },
  }));
  return Buffer.from(JSON.stringify({ encrypted: false, folders: [], items }));
}
