import { decodeBase64 } from './base64';
import { readExtensions } from './cxf-extensions';
import { CXF_EXTENSION, readOwnExtension } from './cxf-own';
import { ExchangeError, ItemError } from './error';
import type { Format, Item, ToldPasskey } from './format';
import { mapInTurns } from './map-in-turns';
import { privateKeyFrom } from './private-key';
import { countIn, isObject, listIn, type Members, objectIn, textIn, without } from './shape';

/** Members that have a place in a record, or that only make sense within one file. */
const PASSKEY_MEMBERS = [
  ...['type', 'credentialId', 'rpId', 'username', 'userName', 'userDisplayName', 'userHandle', 'key'],
  'fido2Extensions',
];
const ITEM_MEMBERS = ['id', 'creationAt', 'modifiedAt', 'title', 'credentials', 'extensions'];

/**
 * FIDO Credential Exchange Format 1.0, read as tolerantly as it asks: unknown members are kept with their
 * passkey, unknown types of credentials are counted and left alone. A signature counter it has none.
 */
export const cxf: Format = {
  name: 'cxf',
  async read(document, { breathe }) {
    if (!('json' in document) || !isObject(document.json)) return null;
    const accounts = accountsOf(document.json);
    if (!accounts) return null;
    const major = countIn(objectIn(document.json, 'version') ?? {}, 'major');
    if (major !== null && major > 1) throw new ExchangeError('version-too-new');
    const items = accounts.flatMap((account) => listIn(account, 'items'));
    const read = await mapInTurns(items, readItem, breathe);
    return {
      format: 'cxf',
      items: read.flatMap(({ passkeys }) => passkeys),
      others: read.reduce((sum, { others }) => sum + others, 0),
    };
  },
};

/** The accounts of a header; an account alone is what some platforms hand over. */
function accountsOf(json: Members): readonly Members[] | null {
  if (Array.isArray(json.accounts) && ('version' in json || 'exporterRpId' in json)) {
    return json.accounts.filter(isObject);
  }
  const isAccount = Array.isArray(json.items) && 'username' in json && 'email' in json;
  return isAccount ? [json] : null;
}

function readItem(item: unknown): { passkeys: readonly Item[]; others: number } {
  if (!isObject(item)) return { passkeys: [], others: 1 };
  const credentials = listIn(item, 'credentials').filter(isObject);
  const passkeys = credentials.filter(({ type }) => type === 'passkey');
  // A note beside a passkey is a note on it.
  const note = credentials
    .filter(({ type }) => type === 'note')
    .map((credential) => textIn(objectIn(credential, 'content') ?? {}, 'value') ?? '')
    .find((text) => text !== '');
  const isOurNote = passkeys.length > 0 && note !== undefined;
  return {
    passkeys: passkeys.map((passkey) => readPasskey(passkey, item, note)),
    others: credentials.length - passkeys.length - (isOurNote ? 1 : 0),
  };
}

function readPasskey(passkey: Members, item: Members, note: string | undefined): Item {
  const userName = textIn(passkey, 'username', 'userName') ?? '';
  try {
    return { told: { ...requiredOf(passkey), userName, ...optionalOf(passkey, item, note) } };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return { refused: error.reason, label: { rpId: textIn(passkey, 'rpId') ?? '', userName } };
  }
}

function requiredOf(passkey: Members): Pick<ToldPasskey, 'id' | 'rpId' | 'userHandle' | 'privateKey'> {
  const id = textIn(passkey, 'credentialId');
  const rpId = textIn(passkey, 'rpId');
  const key = textIn(passkey, 'key');
  const handle = textIn(passkey, 'userHandle') ?? '';
  if (id === null || rpId === null || key === null) throw new ItemError('fields-malformed');
  const rawId = decodeBase64(id);
  if (rawId === null) throw new ItemError('id-invalid');
  const userHandle = decodeBase64(handle);
  if (userHandle === null) throw new ItemError('user-handle-invalid');
  return {
    id: rawId,
    rpId,
    userHandle: userHandle.length === 0 ? null : userHandle,
    privateKey: privateKeyFrom(key),
  };
}

function optionalOf(passkey: Members, item: Members, note: string | undefined): Partial<ToldPasskey> {
  const { told, rest } = readExtensions(objectIn(passkey, 'fido2Extensions') ?? {});
  const own = readOwnExtension(item);
  const created = countIn(item, 'creationAt');
  const title = textIn(item, 'title');
  const carried = carriedOf(passkey, item, rest);
  return {
    userDisplayName: textIn(passkey, 'userDisplayName') ?? '',
    ...(note !== undefined && { note }),
    ...told,
    ...own.told,
    ...(carried !== null && { carried }),
    atFirst: {
      ...(title !== null && { rpName: title }),
      ...(created !== null && { createdAt: created * 1000 }),
      ...own.atFirst,
    },
  };
}

/** What else the file says of it, to be given back when it is exported; null where that is nothing. */
function carriedOf(passkey: Members, item: Members, fido2Extensions: Members): string | null {
  const foreign = listIn(item, 'extensions').filter(
    (extension) => !isObject(extension) || extension.name !== CXF_EXTENSION,
  );
  const ofItem = {
    ...without(item, ITEM_MEMBERS),
    ...(foreign.length > 0 && { extensions: foreign }),
  };
  const parts = { item: ofItem, passkey: without(passkey, PASSKEY_MEMBERS), fido2Extensions };
  const kept = Object.entries(parts).filter(([, members]) => Object.keys(members).length > 0);
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}
