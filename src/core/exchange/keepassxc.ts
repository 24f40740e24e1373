import { decodeBase64 } from './base64';
import { ItemError } from './error';
import type { Format, Item, ToldPasskey } from './format';
import { kdbxEntriesInJson, PROTECTED } from './kdbx';
import { kdbxEntriesInXml } from './kdbx-xml';
import { mapInTurns } from './map-in-turns';
import { seedsFrom } from './prf-seeds';
import { privateKeyFrom } from './private-key';
import { flagOf, isObject, type Members, textIn } from './shape';

/**
 * KeePassXC: one `.passkey` file for each passkey, and the attributes by which it and its kin (KeePassDX,
 * Strongbox, the KeePass plug-ins) keep passkeys in a database, in an export as XML or JSON.
 */
export const keepassxc: Format = {
  name: 'keepassxc',
  async read(document, { breathe }) {
    if ('json' in document && isObject(document.json) && isPasskeyFile(document.json)) {
      return { format: 'keepassxc', items: [readPasskeyFile(document.json)], others: 0 };
    }
    const found =
      'xml' in document
        ? kdbxEntriesInXml(document.xml)
        : 'json' in document
          ? kdbxEntriesInJson(document.json)
          : null;
    if (!found) return null;
    const items = await mapInTurns(found.entries, readEntry, breathe);
    return { format: 'keepassxc', items: items.flat(), others: found.others };
  },
};

const FILE_MEMBERS = ['relyingParty', 'credentialId', 'privateKey'];

function isPasskeyFile(json: Members): boolean {
  return FILE_MEMBERS.every((name) => Object.hasOwn(json, name));
}

/** It names no flags: whether the passkey was made with BE is up to the person to say. */
function readPasskeyFile(json: Members): Item {
  return item({
    rpId: textIn(json, 'relyingParty'),
    userName: textIn(json, 'username'),
    id: textIn(json, 'credentialId'),
    userHandle: textIn(json, 'userHandle'),
    key: textIn(json, 'privateKey'),
  });
}

const PREFIX = 'KPEX_PASSKEY_';
const REPEATED = /^KPEX_PASSKEY_PRIVATE_KEY_PEM(_\d{1,4})$/;

/** KeePassDX gives the attributes of each further passkey in one entry a number behind their names. */
function readEntry(attributes: Members): readonly Item[] {
  const repeated = Object.keys(attributes).flatMap((name) => REPEATED.exec(name)?.[1] ?? []);
  return ['', ...repeated].map((suffix) => readAttributes(attributes, suffix));
}

function readAttributes(attributes: Members, suffix: string): Item {
  const at = (name: string) => textIn(attributes, PREFIX + name + suffix);
  return item(
    {
      rpId: at('RELYING_PARTY'),
      userName: at('USERNAME') ?? textIn(attributes, 'KPXC_PASSKEY_USERNAME', 'UserName'),
      id: at('CREDENTIAL_ID') ?? at('GENERATED_USER_ID'),
      userHandle: at('USER_HANDLE'),
      key: at('PRIVATE_KEY_PEM'),
    },
    () => {
      const backupEligible = flagOf(attributes[`${PREFIX}FLAG_BE${suffix}`]);
      const note = textIn(attributes, 'Notes');
      const prf = at('PRF');
      return {
        ...(backupEligible !== null && { backupEligible }),
        ...(note && { note }),
        ...(prf && { prf: seedsIn(prf) }),
      };
    },
  );
}

/** KeePassDX keeps the one CredRandom of its prf, in base64. */
function seedsIn(text: string): ReturnType<typeof seedsFrom> {
  const withUv = decodeBase64(text);
  if (withUv === null) throw new ItemError('fields-malformed');
  return seedsFrom(withUv, null);
}

type Texts = Readonly<Record<'rpId' | 'userName' | 'id' | 'userHandle' | 'key', string | null>>;

function item(texts: Texts, more: () => Partial<ToldPasskey> = () => ({})): Item {
  const label = { rpId: texts.rpId ?? '', userName: texts.userName ?? '' };
  try {
    return { told: { ...secretsOf(texts), userName: label.userName, ...more() } };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return { refused: error.reason, label };
  }
}

function secretsOf({ rpId, id, userHandle, key }: Texts): ToldPasskey {
  if (rpId === null || id === null || key === null) throw new ItemError('fields-malformed');
  if (key === PROTECTED || id === PROTECTED || userHandle === PROTECTED) throw new ItemError('protected');
  const rawId = decodeBase64(id);
  if (rawId === null) throw new ItemError('id-invalid');
  const handle = decodeBase64(userHandle ?? '');
  if (handle === null) throw new ItemError('user-handle-invalid');
  return {
    id: rawId,
    rpId,
    userHandle: handle.length === 0 ? null : handle,
    privateKey: privateKeyFrom(key),
  };
}
