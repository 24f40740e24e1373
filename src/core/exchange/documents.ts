import type { Bytes } from '../bytes';
import { isBackupHeader } from './backup-envelope';
import { ExchangeError } from './error';
import type { Document } from './format';
import { parseJson, parseJsonBytes, textOf } from './json';
import { MAX_FILE_BYTES } from './limits';
import { isZip, unzip } from './zip';

/** A file as the person chose it. */
export type ChosenFile = { readonly name: string; readonly bytes: Bytes };

/** Longest first line of a file of ours. */
const MAX_LINE = 4096;
const NEWLINE = 0x0a;
/** Signature of a KeePass database, all versions. */
const KDBX = [0x03, 0xd9, 0xa2, 0x9a];
const OPEN_BRACE = 0x7b;

/** What is in a file, by its content and not by its name. Throws ExchangeError. */
export function documentsIn(file: ChosenFile): readonly Document[] {
  const { bytes } = file;
  if (bytes.length > MAX_FILE_BYTES) throw new ExchangeError('too-large');
  if (KDBX.every((byte, index) => bytes[index] === byte)) throw new ExchangeError('keepass-database');
  if (!isZip(bytes)) return [documentOf(bytes)];
  const entries = unzip(bytes, isWanted);
  if (entries.size === 0) throw new ExchangeError('not-recognised');
  return [...entries.values()].map(documentOf);
}

/** Folders that systems leave in archives are none of the export. */
function isWanted(name: string): boolean {
  return /\.(json|cxf|passkey|xml|pgp)$/i.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name);
}

function documentOf(bytes: Bytes): Document {
  const backup = backupIn(bytes);
  if (backup) return backup;
  const text = textOfOrNone(bytes).trimStart();
  if (text.startsWith('-----BEGIN PGP MESSAGE-----')) throw new ExchangeError('pgp-encrypted');
  if (text.startsWith('{') || text.startsWith('[')) return { json: parseJson(text) };
  if (text.startsWith('<')) return { xml: text };
  throw new ExchangeError('not-recognised');
}

/** Bytes that are no text are no format that we know. */
function textOfOrNone(bytes: Bytes): string {
  try {
    return textOf(bytes);
  } catch (cause) {
    throw new ExchangeError('not-recognised', { cause });
  }
}

/** A first line of JSON that says what it is, and bytes behind it. */
function backupIn(bytes: Bytes): Document | null {
  if (bytes[0] !== OPEN_BRACE) return null;
  const end = bytes.subarray(0, MAX_LINE).indexOf(NEWLINE);
  if (end === -1) return null;
  const line = bytes.subarray(0, end);
  try {
    const header = parseJsonBytes(line);
    return isBackupHeader(header) ? { header, line, body: bytes.subarray(end + 1) } : null;
  } catch {
    return null;
  }
}
