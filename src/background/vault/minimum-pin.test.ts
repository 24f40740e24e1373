import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { PIN, setUp } from './testing/set-up';

const refused = { result: 'refused', reason: 'too-short' };

test('an organisation may ask for a longer PIN, for a new vault and for a new PIN', async () => {
  let least = PIN.length + 1;
  const { vault } = setUp({ minimumPinLength: async () => least });
  expect(await vault.make(PIN)).toEqual(refused);
  least = PIN.length;
  expect(await vault.make(PIN)).toEqual({ result: 'ok' });
  least = PIN.length + 8;
  const proof = { kind: 'pin', pin: PIN } as const;
  expect(await vault.changePin(proof, `${PIN} again`)).toEqual(refused);
  expect(await vault.changePin(proof, `${PIN} and again`)).toEqual({ result: 'ok' });
});

test('a PIN that exists keeps working', async () => {
  const { vault, ports } = setUp();
  await vault.make(PIN);
  await vault.lock();
  ports.minimumPinLength = async () => 63;
  expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
});

test('no organisation can ask for less than the vault itself does', async () => {
  const { vault } = setUp({ minimumPinLength: async () => 1 });
  expect(await vault.make('xk7q2')).toEqual(refused);
});
