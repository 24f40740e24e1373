import type { Bytes } from '../bytes';
import { decodeBase64 } from './base64';
import { openProtected } from './bitwarden-protected';
import { ExchangeError, ItemError } from './error';
import type { Format, Item, Reading, ReadPorts, ToldPasskey } from './format';
import { mapInTurns } from './map-in-turns';
import { privateKeyFrom } from './private-key';
import { countIn, flagOf, isObject, listIn, type Members, objectIn, textIn } from './shape';
import { timeOf } from './time';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const RAW_ID = 'b64.';

/** Bitwarden's JSON, plain or under a password of its own. */
export const bitwarden: Format = {
  name: 'bitwarden',
  async read(document, ports) {
    if (!('json' in document) || !isObject(document.json)) return null;
    const { json } = document;
    if (typeof json.encrypted !== 'boolean') return null;
    if (!json.encrypted) return Array.isArray(json.items) ? readItems(json, ports) : null;
    if (json.passwordProtected !== true) throw new ExchangeError('account-restricted');
    const opened = await openProtected(json, ports);
    if (!isObject(opened) || !Array.isArray(opened.items)) throw new ExchangeError('damaged');
    return readItems(opened, ports);
  },
};

async function readItems(json: Members, { breathe }: ReadPorts): Promise<Reading> {
  const items = await mapInTurns(listIn(json, 'items'), readItem, breathe);
  const others = items.filter((passkeys) => passkeys.length === 0).length;
  return { format: 'bitwarden', items: items.flat(), others };
}

function readItem(item: unknown): readonly Item[] {
  const members = isObject(item) ? item : {};
  return listIn(objectIn(members, 'login') ?? {}, 'fido2Credentials').map((passkey) =>
    readPasskey(isObject(passkey) ? passkey : {}, members),
  );
}

function readPasskey(passkey: Members, item: Members): Item {
  const userName = textIn(passkey, 'userName') ?? '';
  const rpId = textIn(passkey, 'rpId');
  try {
    if (rpId === null) throw new ItemError('fields-malformed');
    return { told: { ...secretsOf(passkey), rpId, userName, ...factsOf(passkey, item) } };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return { refused: error.reason, label: { rpId: rpId ?? '', userName } };
  }
}

function secretsOf(passkey: Members): Pick<ToldPasskey, 'id' | 'userHandle' | 'privateKey'> {
  const id = textIn(passkey, 'credentialId');
  const key = textIn(passkey, 'keyValue');
  if (id === null || key === null) throw new ItemError('fields-malformed');
  const handle = textIn(passkey, 'userHandle');
  const userHandle = handle ? decodeBase64(handle) : null;
  if (handle && userHandle === null) throw new ItemError('user-handle-invalid');
  return { id: rawIdOf(id), userHandle, privateKey: privateKeyFrom(key) };
}

/** Its own ids are GUIDs, whose 16 bytes the site knows; those of imported passkeys are base64url. */
function rawIdOf(text: string): Bytes {
  const bytes = GUID.test(text)
    ? Uint8Array.from(text.replaceAll('-', '').match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
    : decodeBase64(text.startsWith(RAW_ID) ? text.slice(RAW_ID.length) : text);
  if (bytes === null) throw new ItemError('id-invalid');
  return bytes;
}

/** It answers with BE and BS set, always. */
function factsOf(passkey: Members, item: Members): Partial<ToldPasskey> {
  const discoverable = flagOf(passkey.discoverable);
  const created = timeOf(textIn(passkey, 'creationDate') ?? textIn(item, 'creationDate'));
  const deleted = timeOf(textIn(item, 'deletedDate'));
  const note = textIn(item, 'notes');
  const rpName = textIn(passkey, 'rpName') ?? textIn(item, 'name');
  const hasHandle = Boolean(textIn(passkey, 'userHandle'));
  return {
    backupEligible: true,
    userDisplayName: textIn(passkey, 'userDisplayName') ?? '',
    signCount: countIn(passkey, 'counter') ?? 0,
    ...(note && { note }),
    atFirst: {
      // Without a user handle no site could tell whose it is.
      discoverable: hasHandle && discoverable !== false,
      ...(rpName !== null && { rpName }),
      ...(created !== null && { createdAt: created }),
      ...(deleted !== null && { deletedAt: deleted }),
    },
  };
}
