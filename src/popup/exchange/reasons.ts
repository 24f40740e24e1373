import type { FileRefusal, FormatName, ItemRefusal } from '../../messages/surface/exchange';
import { type TextKey, text } from '../text';

const files: Record<FileRefusal, TextKey> = {
  'too-large': 'fileTooLarge',
  malformed: 'fileMalformed',
  hostile: 'fileHostile',
  'expands-too-far': 'fileExpands',
  'not-recognised': 'fileNotRecognised',
  'version-too-new': 'fileTooNew',
  'account-restricted': 'fileAccountRestricted',
  'keepass-database': 'fileKeepass',
  'pgp-encrypted': 'filePgp',
  'too-many': 'fileTooMany',
  'parameters-out-of-range': 'fileParameters',
  damaged: 'fileDamaged',
  'passphrase-needed': 'filePassphrase',
  'passphrase-wrong': 'filePassphraseWrong',
  'recovery-key-needed': 'fileRecoveryKey',
  'recovery-key-wrong': 'fileRecoveryKeyWrong',
  'recovery-key-mistyped': 'recoveryMistyped',
};

/** Why a file is not taken, and what to do. */
export function fileReason(reason: FileRefusal): string {
  return text(files[reason]);
}

const items: Record<ItemRefusal, TextKey> = {
  'fields-malformed': 'itemMalformed',
  'id-invalid': 'itemId',
  'rp-id-invalid': 'itemRpId',
  'user-handle-invalid': 'itemUserHandle',
  'key-unreadable': 'itemKeyUnreadable',
  'key-unsupported': 'itemKeyUnsupported',
  'key-mismatch': 'itemKeyMismatch',
  'id-taken': 'itemTaken',
  'version-too-new': 'damageNewer',
  protected: 'itemProtected',
};

/** Why one passkey is left out. */
export function itemReason(reason: ItemRefusal): string {
  return text(items[reason]);
}

/** Products are called what they call themselves, in every language. */
export const formatNames: Record<FormatName, string> = {
  latchkey: 'Latchkey',
  cxf: 'FIDO Credential Exchange',
  bitwarden: 'Bitwarden',
  keepassxc: 'KeePassXC',
  'proton-pass': 'Proton Pass',
};
