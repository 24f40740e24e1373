import type { Bytes } from '../bytes';
import type { Platform } from '../platform';
import type { Argon2id } from '../vault/kdf';
import type { PasskeyRecord } from '../vault/record';
import type { FormatName, ItemLabel, ItemRefusal } from './names';

export type { FormatName, ItemLabel } from './names';

type Others = Omit<PasskeyRecord, 'id' | 'rpId' | 'userHandle' | 'privateKey' | 'backedUp' | 'filedAt'>;

/**
 * A passkey as a file tells it, decoded and not yet checked. What is absent the file says nothing of, which is
 * not the same as null: what is here already is never erased by silence.
 */
export type ToldPasskey = Partial<Others> & {
  readonly id: Bytes;
  readonly rpId: string;
  readonly userHandle: Bytes | null;
  /** PKCS#8 in DER, whoever wrote it. */
  readonly privateKey: Bytes;
  /** What is worth having only where the passkey is new here: guesses, and things that have happened. */
  readonly atFirst?: Partial<Others>;
};

export type Item =
  | { readonly told: ToldPasskey }
  | { readonly refused: ItemRefusal; readonly label: ItemLabel };

/** What was found in a file. */
export type Reading = {
  readonly format: FormatName;
  readonly items: readonly Item[];
  /** How many passwords, notes, cards and other things it holds, which are left alone. */
  readonly others: number;
  /** Latchkey's own settings, unchecked, where the file has them. */
  readonly settings?: unknown;
};

/** One document: a file, or an entry of an archive. */
export type Document =
  | { readonly json: unknown }
  | { readonly xml: string }
  /** What begins with a line of JSON and goes on in bytes. */
  | { readonly header: unknown; readonly line: Bytes; readonly body: Bytes };

export type ReadPorts = {
  readonly platform: Platform;
  readonly argon2id: Argon2id;
  /** Passphrase or recovery key, as typed; null where none was. */
  readonly secret: string | null;
  /** Lets others have their turn, where that is due. */
  readonly breathe: () => Promise<void>;
};

/** A format of files: all that the others need to know of it. */
export type Format = {
  readonly name: FormatName;
  /** Null where the document is of another format. Throws ExchangeError. */
  readonly read: (document: Document, ports: ReadPorts) => Promise<Reading | null>;
};

/** Passkeys as a file of ours or of the field. */
export type Written = {
  readonly bytes: Bytes;
  /** Those that the format has no honest place for. */
  readonly left: readonly PasskeyRecord[];
};
