import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { own } from '../../core/bytes';
import type { Argon2id } from '../../core/vault/kdf';

/**
 * Argon2id in WebAssembly. It needs 'wasm-unsafe-eval' in the extension's policy, and runs in the background so
 * that no page of ours stands still meanwhile.
 */
export const argon2id: Argon2id = async ({ password, salt, memoryKiB, iterations, parallelism }) =>
  own(
    await hashWasmArgon2id({
      password,
      salt,
      memorySize: memoryKiB,
      iterations,
      parallelism,
      hashLength: 32,
      outputType: 'binary',
    }),
  );
