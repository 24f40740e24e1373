import { browser } from '../browser';

/**
 * That there is a vault, kept apart from it: if the browser clears the database (a full disk, a cleaner), the
 * person hears that a vault was here, and is not greeted like a newcomer. Says nothing else.
 */
export type VaultMark = {
  isSet(): Promise<boolean>;
  set(): Promise<void>;
  /** The person erased the vault. */
  clear(): Promise<void>;
};

const KEY = 'vault-made';

export const vaultMark: VaultMark = {
  isSet: async () => (await browser.storage.local.get(KEY))[KEY] === true,
  set: () => browser.storage.local.set({ [KEY]: true }),
  clear: () => browser.storage.local.remove(KEY),
};
