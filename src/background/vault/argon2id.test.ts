import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/bytes';
import { ARGON2_FLOOR } from '../../core/vault/kdf';
import { argon2id } from './argon2id';
import { nobleArgon2id } from './testing/open-by-format';

describe('argon2id', () => {
  const salt = utf8('sixteen bytes of');

  it.each([
    { memoryKiB: 8, iterations: 1, parallelism: 1 },
    { memoryKiB: 64, iterations: 3, parallelism: 1 },
    { memoryKiB: 256, iterations: 2, parallelism: 4 },
    ARGON2_FLOOR,
  ])(
    'gives what another library gives at %o',
    async (costs) => {
      for (const password of costs === ARGON2_FLOOR ? ['pässword'] : ['p', 'password', '🔑'.repeat(20)]) {
        const expected = nobleArgon2id(utf8(password), salt, {
          m: costs.memoryKiB,
          t: costs.iterations,
          p: costs.parallelism,
        });
        expect(await argon2id({ password: utf8(password), salt, ...costs })).toEqual(expected);
      }
    },
    60_000,
  );
});
