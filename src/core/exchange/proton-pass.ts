import { type Bytes, equal } from '../bytes';
import { decodeBase64 } from './base64';
import { ExchangeError, ItemError } from './error';
import type { Format, Item, ToldPasskey } from './format';
import { mapInTurns } from './map-in-turns';
import { readPasskeyContent } from './proton-pass-content';
import { countIn, isObject, listIn, type Members, objectIn, textIn } from './shape';

/** Its items in the trash have this state. */
const TRASHED = 2;

/** Proton Pass' export in plain JSON, which its zip archive holds. */
export const protonPass: Format = {
  name: 'proton-pass',
  async read(document, { breathe }) {
    if (!('json' in document) || !isObject(document.json)) return null;
    const vaults = objectIn(document.json, 'vaults');
    if (!vaults || !('version' in document.json)) return null;
    if (document.json.encrypted === true) throw new ExchangeError('pgp-encrypted');
    const all = Object.values(vaults)
      .filter(isObject)
      .flatMap((vault) => listIn(vault, 'items'));
    const items = await mapInTurns(all, readItem, breathe);
    const others = items.filter((passkeys) => passkeys.length === 0).length;
    return { format: 'proton-pass', items: items.flat(), others };
  },
};

function readItem(item: unknown): readonly Item[] {
  const members = isObject(item) ? item : {};
  const data = objectIn(members, 'data') ?? {};
  const passkeys = listIn(objectIn(data, 'content') ?? {}, 'passkeys');
  return passkeys.map((passkey) => readPasskey(isObject(passkey) ? passkey : {}, members, data));
}

function readPasskey(passkey: Members, item: Members, data: Members): Item {
  const label = { rpId: textIn(passkey, 'rpId') ?? '', userName: textIn(passkey, 'userName') ?? '' };
  try {
    return { told: toldBy(passkey, item, data) };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return { refused: error.reason, label };
  }
}

function toldBy(passkey: Members, item: Members, data: Members): ToldPasskey {
  const content = bytesIn(passkey, 'content');
  if (content === null) throw new ItemError('key-unreadable');
  const inner = readPasskeyContent(content);
  // The same things stand outside and inside; two different answers are no passkey of anyone.
  const id = bytesIn(passkey, 'credentialId') ?? inner.id;
  const rpId = textIn(passkey, 'rpId') ?? inner.rpId;
  if (!equal(id, inner.id) || rpId !== inner.rpId) throw new ItemError('fields-malformed');
  const handle = inner.userHandle ?? bytesIn(passkey, 'userHandle');
  const note = textIn(passkey, 'note') || textIn(objectIn(data, 'metadata') ?? {}, 'note');
  return {
    id,
    rpId,
    userHandle: handle === null || handle.length === 0 ? null : handle,
    ...inner.told,
    userName: textIn(passkey, 'userName') ?? inner.userName,
    userDisplayName: textIn(passkey, 'userDisplayName') ?? inner.userDisplayName,
    ...(note && { note }),
    atFirst: atFirstOf(passkey, item),
  };
}

function atFirstOf(passkey: Members, item: Members): NonNullable<ToldPasskey['atFirst']> {
  const rpName = textIn(passkey, 'rpName');
  const created = countIn(passkey, 'createTime') ?? countIn(item, 'createTime');
  const changed = countIn(item, 'modifyTime') ?? created;
  return {
    ...(rpName !== null && { rpName }),
    ...(created !== null && { createdAt: created * 1000 }),
    ...(item.state === TRASHED && changed !== null && { deletedAt: changed * 1000 }),
  };
}

/** Standard base64, where it is there and not empty. */
function bytesIn(members: Members, name: string): Bytes | null {
  const text = textIn(members, name);
  return text ? decodeBase64(text) : null;
}
