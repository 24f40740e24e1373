import { readFileSync } from 'node:fs';
import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { own } from '../../bytes';
import { canBeRpId } from '../../client/domain';
import { START, testPlatform } from '../../testing/test-platform';
import type { Argon2id } from '../../vault/kdf';
import type { PasskeyRecord } from '../../vault/record';
import { checkPasskey } from '../check';
import { ItemError, type ItemRefusal } from '../error';
import type { ReadPorts } from '../format';
import { mergePasskey } from '../merge';
import { type Found, readFiles } from '../read-files';

export const argon2id: Argon2id = async ({ password, salt, memoryKiB, iterations, parallelism }) =>
  own(
    await hashWasmArgon2id({
      ...{ password, salt, iterations, parallelism, hashLength: 32, outputType: 'binary' },
      memorySize: memoryKiB,
    }),
  );

/** Ports of a test; a derivation that should not happen can be told from `argon2id`. */
export function readPorts(secret: string | null = null, change: Partial<ReadPorts> = {}): ReadPorts {
  return { platform: testPlatform(), argon2id, secret, breathe: async () => undefined, ...change };
}

export const checkPorts = { platform: testPlatform(), isRpId: canBeRpId };

export function fixture(name: string): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  return { name, bytes: own(readFileSync(new URL(`./files/${name}`, import.meta.url))) };
}

export type CheckedFound = Found & {
  /** As they would come into an empty vault. */
  readonly passkeys: readonly PasskeyRecord[];
  readonly refused: readonly ItemRefusal[];
};

/** All of reading and checking, into an empty vault. */
export async function readChecked(
  files: Parameters<typeof readFiles>[0],
  ports = readPorts(),
): Promise<CheckedFound> {
  const found = await readFiles(files, ports);
  const passkeys: PasskeyRecord[] = [];
  const refused: ItemRefusal[] = [];
  for (const item of found.items) {
    if ('refused' in item) {
      refused.push(item.refused);
      continue;
    }
    try {
      const { record } = mergePasskey(await checkPasskey(item.told, checkPorts), null, START);
      if (record) passkeys.push(record);
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      refused.push(error.reason);
    }
  }
  return { ...found, passkeys, refused };
}
