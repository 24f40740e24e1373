import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPin, normalisePin, type PinRefusal } from './pin';

const table: readonly (readonly [PinRefusal | null, readonly string[]])[] = [
  ['too-short', ['', '1', '73915', 'ëëëëë', 'e\u0308e\u0308e\u0308e\u0308e\u0308', '🔑🔑🔑🔑🔑']],
  ['too-long', ['x7'.repeat(32), 'ä'.repeat(32), '🔑'.repeat(16)]],
  [
    'too-simple',
    [
      ...['000000', '111111', 'aaaaaa', '🔑🔑🔑🔑🔑🔑', '121121', '110011'],
      ...['121212', '123123', 'abcabc', 'abcabcab', '19841984', '20242024', '252525', '909090909'],
      ...['123456', '654321', '234567', '456789', '567890', '890123', '098765', '1234567890', '987654321'],
      ...['024680', '135791', '864208'],
      ...['abcdef', 'ABCDEF', 'fedcba', 'uvwxyz', 'acegik'],
      ...['qwerty', 'QwErTy', 'ytrewq', 'asdfgh', 'zxcvbn', 'qwertz', 'azerty', '!@#$%^', '1qaz2wsx'],
      ...[
        '102030',
        '520520',
        '007007',
        '112358',
        'qwe123',
        '147258',
        '258369',
        '741852',
        '789456',
        '159357',
        '159753',
      ],
      ...['112233', '332211', 'aabbcc', 'qqwwee', '111222', '123321', '123789', 'abc123', '123abc', 'qweasd'],
      ...['010190', '311299', '123199', '991231', '851224', '19850412', '12041985', '04121985', '20000229'],
      ...['01.01.90', '1985-04-12', '12/04/1985', '198504', '041985', '04-1985'],
    ],
  ],
  [
    'too-common',
    [
      ...[
        'password',
        'Password',
        'password1',
        'Password1!',
        'PASSWORD2024',
        'p@ssw0rd',
        'passw0rd',
        'passwort',
      ],
      ...['iloveyou', 'letmein', 'sunshine', 'football', 'monkey12', 'liverpool', 'latchkey', 'Passkey1'],
      ...['142536', '314159', '192837'],
      ...['1q2w3e4r', 'q1w2e3r4', 'a1b2c3', 'admin123', 'test1234', 'hello123', 'trustno1'],
      ...['contraseña', 'contrasen\u0303a'],
    ],
  ],
  [
    null,
    [
      ...['739158', '482916', '590372', '604817', '84729301', '9302847561'],
      ...[
        'correct horse',
        'harbour-7431',
        'zugspitze',
        'ëïöüáé',
        'שלום עולם',
        '安全的密码锁',
        '🔑🚪🏠🐈🌙⭐',
      ],
      ...['blue kettle', 'tr0mb0ne', 'passwordless', 'my password is long', 'dragonfly', 'xxx7k!'],
      ...['351399', '19851399', '000123456789x'],
    ],
  ],
];

describe('a new PIN', () => {
  it.each(table.flatMap(([refusal, pins]) => pins.map((pin) => [pin, refusal] as const)))(
    '%j: %s',
    (pin, refusal) => {
      expect(checkPin(pin)).toBe(refusal);
    },
  );

  it('may have 6 code points to 63 bytes, counted after composition', () => {
    expect(checkPin(`${'u\u0308'.repeat(3)}xyq`)).toBe(null);
    expect(checkPin(`${'ä'.repeat(2)}${'xk7'.repeat(19)}yz`)).toBe(null);
    expect(checkPin(`${'ä'.repeat(2)}${'xk7'.repeat(20)}`)).toBe('too-long');
  });

  it('is judged the same however its letters were composed, and composing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (pin) => {
        expect(checkPin(pin.normalize('NFD'))).toBe(checkPin(pin.normalize('NFC')));
        expect(normalisePin(normalisePin(pin))).toBe(normalisePin(pin));
      }),
    );
  });

  it('of random digits is refused one time in eight at most', () => {
    let refused = 0;
    const many = 20_000;
    for (let drawn = 0; drawn < many; drawn += 1) {
      // A sequence that reaches every value evenly, the same in every run.
      const pin = String((drawn * 618_033 + 271_829) % 1_000_000).padStart(6, '0');
      if (checkPin(pin) !== null) refused += 1;
    }
    expect(refused / many).toBeLessThan(1 / 8);
    expect(refused / many).toBeGreaterThan(1 / 100);
  });
});
