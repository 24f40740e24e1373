/** What the pages of ours may know of this room: names that have words for people. */

export type FormatName = 'latchkey' | 'cxf' | 'bitwarden' | 'keepassxc' | 'proton-pass';

/** By what a person knows it. */
export type ItemLabel = { readonly rpId: string; readonly userName: string };

/** Why a file is not read at all; a closed list, so that each has words for the person. Nothing is written then. */
export type FileRefusal =
  | 'too-large'
  /** JSON, XML or a zip archive that is broken. */
  | 'malformed'
  /** Nested deeper than any honest file, or with names that only an attack would use. */
  | 'hostile'
  /** Unpacks to more than any honest file. */
  | 'expands-too-far'
  | 'not-recognised'
  | 'version-too-new'
  /** Bitwarden's export that only the account it came from can open. */
  | 'account-restricted'
  /** A database of KeePass itself, and not an export of it. */
  | 'keepass-database'
  /** Proton Pass' export under OpenPGP. */
  | 'pgp-encrypted'
  | 'too-many'
  | 'parameters-out-of-range'
  /** The right key, but the bytes are not what was written. */
  | 'damaged'
  | 'passphrase-needed'
  | 'passphrase-wrong'
  | 'recovery-key-needed'
  | 'recovery-key-wrong'
  | 'recovery-key-mistyped';

/** Why one passkey of a file is not taken, while the others may be. */
export type ItemRefusal =
  /** A field is missing or of another type. */
  | 'fields-malformed'
  | 'id-invalid'
  /** No domain in canonical form, or one that belongs to nobody in particular. */
  | 'rp-id-invalid'
  | 'user-handle-invalid'
  | 'key-unreadable'
  | 'key-unsupported'
  /** The private key and the public key or algorithm that came with it are not one pair. */
  | 'key-mismatch'
  /** Under this id the vault, or the same file, has another passkey. It is never overwritten. */
  | 'id-taken'
  /** Under this id the vault has what a later Latchkey wrote. It is never overwritten. */
  | 'version-too-new'
  /** Its value is encrypted within the file. */
  | 'protected';
