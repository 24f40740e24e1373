import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own } from '../bytes';
import { hex, testPlatform } from '../testing/test-platform';
import { formatRecoveryKey, parseRecoveryKey } from './recovery-key';

const platform = testPlatform();

describe('a recovery key', () => {
  it('reads as it was worked out by hand', async () => {
    const zeros = await formatRecoveryKey(platform, new Uint8Array(20));
    expect(zeros).toMatch(/^(0000-){8}[0-9A-Z]{4}$/);
    // 0x00443214c74254b635cf84653a56d7c675be77df is 0123456789ABCDEFGHJKMNPQRSTVWXYZ in Crockford's base32.
    const all = await formatRecoveryKey(platform, hex('00443214c74254b635cf84653a56d7c675be77df'));
    expect(all.slice(0, 40)).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-');
  });

  it('is read back, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 20, maxLength: 20 }), async (key) => {
        expect(await parseRecoveryKey(platform, await formatRecoveryKey(platform, own(key)))).toEqual(key);
      }),
    );
  });

  it('with one character wrong, or two swapped, is noticed', async () => {
    const key = await formatRecoveryKey(platform, platform.random(20));
    const characters = [...key];
    for (const [at, character] of characters.entries()) {
      if (character === '-') continue;
      const other = character === '7' ? '8' : '7';
      expect(await parseRecoveryKey(platform, characters.with(at, other).join(''))).toBeNull();
      const next = characters[at + 1];
      if (next === undefined || next === '-' || next === character) continue;
      expect(
        await parseRecoveryKey(
          platform,
          characters
            .with(at, next)
            .with(at + 1, character)
            .join(''),
        ),
      ).toBeNull();
    }
  });
});
