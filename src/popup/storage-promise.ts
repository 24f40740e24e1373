/**
 * Asks the browser not to clear our storage when the disk runs full (Storage Standard §persistence). With the
 * permission `unlimitedStorage` browsers grant it without a word; false where this one does not.
 */
export async function keepStorage(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
