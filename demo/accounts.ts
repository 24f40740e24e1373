import { readFileSync, writeFileSync } from 'node:fs';
import { isoBase64URL } from '@simplewebauthn/server/helpers';

/** A passkey as the site keeps it: nothing secret. Times in milliseconds since the epoch. */
export type StoredPasskey = {
  readonly id: string;
  readonly publicKey: string;
  counter: number;
  readonly transports: string[];
  readonly algorithm: number;
  readonly backupEligible: boolean;
  backedUp: boolean;
  readonly createdAt: number;
  lastUsedAt: number | null;
};

/** `userId` is the user handle that passkeys carry, base64url. */
export type Account = {
  readonly userId: string;
  readonly userName: string;
  readonly passkeys: StoredPasskey[];
};

export type Accounts = {
  byName(userName: string): Account | undefined;
  byUserId(userId: string): Account | undefined;
  byPasskey(id: string): Account | undefined;
  /** Makes the account on its first passkey. */
  addPasskey(user: { userId: string; userName: string }, passkey: StoredPasskey): Account;
  /** Call after changing an account that was given out. */
  save(): void;
};

export const newUserId = (): string => isoBase64URL.fromBuffer(crypto.getRandomValues(new Uint8Array(32)));

/** Accounts in memory, kept in `file` where one is given. */
export function accounts(file?: string): Accounts {
  const all: Account[] = file ? read(file) : [];

  function save(): void {
    if (file) writeFileSync(file, JSON.stringify(all, null, 2));
  }

  return {
    byName: (userName) => all.find((account) => account.userName === userName),
    byUserId: (userId) => all.find((account) => account.userId === userId),
    byPasskey: (id) => all.find((account) => account.passkeys.some((passkey) => passkey.id === id)),
    addPasskey({ userId, userName }, passkey) {
      let account = all.find((known) => known.userId === userId);
      if (!account) {
        account = { userId, userName, passkeys: [] };
        all.push(account);
      }
      account.passkeys.push(passkey);
      save();
      return account;
    },
    save,
  };
}

function read(file: string): Account[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
