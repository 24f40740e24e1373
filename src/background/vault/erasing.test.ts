import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { failEach, OK, ways } from './testing/fail-each';
import { someSource } from './testing/fake-ports';
import { newRecoveryKey, PIN, setUp, wrongPins } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

const OPENS = { result: 'opens' };
const NEXT_PIN = 'battery staple';

async function filled() {
  const fixture = setUp();
  await fixture.vault.make(PIN);
  await fixture.vault.store.add(someSource());
  return fixture;
}

async function shut() {
  const fixture = await filled();
  await fixture.vault.lock();
  await wrongPins(fixture);
  return fixture;
}

describe('a vault that nothing opens any more', () => {
  it('is erased, with all its rows, and another can be made', async () => {
    const { vault, databaseName } = await shut();
    const news: string[] = [];
    vault.onChange((what) => news.push(what));
    expect(await vault.erase()).toEqual(OK);
    expect(news).toContain('state');
    for (const rows of Object.values(await storedRows(databaseName))) expect(rows).toEqual([]);
    expect(await vault.status()).toMatchObject({ state: 'none', pin: { attemptsLeft: 8 }, lost: false });
    await expect(vault.erase()).rejects.toMatchObject({ reason: 'no-vault' });

    expect(await vault.make(NEXT_PIN)).toEqual(OK);
    expect(await vault.list()).toEqual([]);
    await vault.lock();
    expect(await vault.unlock(NEXT_PIN)).toEqual(OK);
  });

  it('goes after what is kept for it elsewhere, and is no lost one then', async () => {
    const fixture = await shut();
    let marked = true;
    const order: string[] = [];
    const vault = openVault({
      ...fixture.ports,
      mark: {
        isSet: async () => marked,
        set: async () => undefined,
        clear: async () => {
          marked = false;
        },
      },
      erasing: async () => {
        order.push(await vault.state());
      },
    });
    expect(await vault.erase()).toEqual(OK);
    expect(order).toEqual(['locked']);
    expect(await vault.status()).toMatchObject({ state: 'none', lost: false });
  });

  it('stays whole where what is kept elsewhere cannot be cleared', async () => {
    const fixture = await shut();
    const erasing = () => Promise.reject(new Error('a full disk'));
    await expect(openVault({ ...fixture.ports, erasing }).erase()).rejects.toThrow('a full disk');
    expect((await storedRows(fixture.databaseName)).records).toHaveLength(1);
  });

  it.each(ways)('is there or gone, whatever call of the storage fails: $mode, $error', async (way) => {
    const rows = ({ databaseName }: { readonly databaseName: string }) => storedRows(databaseName);
    await failEach(shut, (vault) => vault.erase(), way, rows);
  });
});

describe('a vault that something opens is never erased', () => {
  const cases: Record<
    string,
    (vault: Vault, fixture: Awaited<ReturnType<typeof filled>>) => Promise<unknown>
  > = {
    'its PIN': (vault) => vault.lock(),
    'its PIN, tried in vain seven times': async (vault, fixture) => {
      await vault.lock();
      await wrongPins(fixture, 7);
    },
    'a recovery key': async (vault, fixture) => {
      await newRecoveryKey(vault);
      await vault.lock();
      await wrongPins(fixture);
    },
    'face or finger': async (vault, fixture) => {
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      await vault.addPlatform({ pin: PIN }, { credentialId: bytes, prfSalt: bytes, prf: bytes });
      await vault.lock();
      await wrongPins(fixture);
    },
    'nothing, but it is still open': (_, fixture) => wrongPins(fixture),
  };
  it.each(Object.entries(cases))('%s', async (_, prepare) => {
    const fixture = await filled();
    await prepare(fixture.vault, fixture);
    const before = await storedRows(fixture.databaseName);
    expect(await fixture.vault.erase()).toEqual(OPENS);
    expect(await storedRows(fixture.databaseName)).toEqual(before);
  });

  it.each(['a recovery key', 'face or finger'])('unless the person has lost that: %s', async (way) => {
    const fixture = await filled();
    await cases[way]?.(fixture.vault, fixture);
    expect(await fixture.vault.erase(true)).toEqual(OK);
    expect(await fixture.vault.state()).toBe('none');
  });

  it.each(['its PIN', 'nothing, but it is still open'])('lost or not: %s', async (way) => {
    const fixture = await filled();
    await cases[way]?.(fixture.vault, fixture);
    expect(await fixture.vault.erase(true)).toEqual(OPENS);
  });

  it('a counter that was tampered with opens nothing', async () => {
    const { vault, databaseName } = await filled();
    await vault.lock();
    await overwrite(databaseName, 'attempts', 'pin', { failures: -1, at: 0 });
    expect(await vault.erase()).toEqual(OK);
  });
});
