import type { CredentialStore, StoredSource } from '../authenticator/credential-store';
import { equal } from '../bytes';
import type { CredentialSource } from '../webauthn/credential-source';

export type MemoryStore = CredentialStore & {
  /** Everything held, oldest first, without the trash. */
  readonly sources: () => readonly CredentialSource[];
  readonly trash: () => readonly CredentialSource[];
  /** Whether all sources count as backed up from now on. */
  backedUp: boolean;
  /** While true, every call rejects as that of a locked vault does. */
  locked: boolean;
  /** Names of the calls so far, in order. */
  readonly calls: string[];
  /** Origins of the recorded uses, in order. */
  readonly origins: string[];
};

/** A CredentialStore that keeps its promises, in memory. */
export function memoryStore(...initial: readonly CredentialSource[]): MemoryStore {
  let held: { source: CredentialSource; lastUsedAt: number | null }[] = [];
  const thrown: CredentialSource[] = [];
  let uses = 0;
  const store: MemoryStore = {
    backedUp: false,
    locked: false,
    calls: [],
    origins: [],
    sources: () => held.map((entry) => entry.source),
    trash: () => thrown,

    async find(rpId): Promise<readonly StoredSource[]> {
      enter('find');
      return held
        .filter((entry) => entry.source.rpId === rpId)
        .sort((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0))
        .map((entry) => ({ ...entry, backedUp: store.backedUp, displayName: '' }));
    },

    async add(source) {
      enter('add');
      keep(source);
    },

    async recordUse(id, { signCount, origin, largeBlob }) {
      enter('recordUse');
      const entry = held.find(({ source }) => equal(source.id, id));
      if (entry === undefined) throw new Error('no such source');
      entry.source = { ...entry.source, signCount, ...(largeBlob === undefined ? {} : { largeBlob }) };
      uses += 1;
      entry.lastUsedAt = uses;
      store.origins.push(origin);
    },
  };

  function enter(call: string): void {
    store.calls.push(call);
    if (store.locked) throw new Error('the vault is locked');
  }

  function keep(source: CredentialSource): void {
    if (held.some((entry) => equal(entry.source.id, source.id))) return;
    const replaced = held.filter(({ source: old }) => source.discoverable && sameAccount(old, source));
    thrown.push(...replaced.map((entry) => entry.source));
    held = held.filter((entry) => !replaced.includes(entry));
    held.push({ source, lastUsedAt: null });
  }

  for (const source of initial) keep(source);
  return store;
}

function sameAccount(a: CredentialSource, b: CredentialSource): boolean {
  if (a.rpId !== b.rpId || !a.discoverable || a.userHandle === null || b.userHandle === null) return false;
  return equal(a.userHandle, b.userHandle);
}
