import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import {
  type Fixture,
  failEach,
  filled,
  NEXT_PIN,
  OK,
  old,
  other,
  recovery,
  user,
  ways,
} from './testing/fail-each';
import { someSource } from './testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from './testing/set-up';
import type { Vault } from './vault';

// Each test does its act anew for every storage call it makes.
vi.setConfig({ testTimeout: 60_000 });

describe.each(ways)('storage that fails: %o', (way) => {
  it('make: a vault or none', async () => {
    const calls = await failEach(
      async () => setUp(),
      (vault) => vault.make(PIN),
      way,
    );
    expect(calls).toBeGreaterThan(5);
  });

  it('add: the new passkey with the old one in the trash, or the old one alone', async () => {
    const calls = await failEach(filled, (vault) => vault.store.add(someSource(user)), way);
    expect(calls).toBeGreaterThan(10);
  });

  it('trash: all of them or none', async () => {
    await failEach(filled, (vault) => vault.trash([old.id, other.id]), way);
  });

  it('restore', async () => {
    const trashed = async () => {
      const fixture = await filled();
      await fixture.vault.trash([old.id, other.id]);
      return fixture;
    };
    await failEach(trashed, (vault) => vault.restore([old.id, other.id]), way);
  });

  it('discarding old trash', async () => {
    const trashed = async () => {
      const fixture = await filled();
      await fixture.vault.trash([old.id]);
      return fixture;
    };
    const month = 30 * 24 * 60 * 60 * 1000;
    const discard = async (vault: Vault, { platform }: Fixture) => {
      platform.time += month;
      try {
        await vault.clearOldTrash();
      } finally {
        platform.time -= month;
      }
    };
    await failEach(trashed, discard, way);
  });

  it('emptying the trash: all of it or nothing', async () => {
    const trashed = async () => {
      const fixture = await filled();
      await fixture.vault.trash([old.id, other.id]);
      return fixture;
    };
    await failEach(trashed, (vault) => vault.purge([old.id, other.id]), way);
  });

  it('confirming a recovery key: the old one or the new one', async () => {
    let drawn = '';
    const calls = await failEach(
      async () => {
        const fixture = await filled();
        const made = await fixture.vault.newRecoveryKey({ pin: PIN });
        drawn = made.result === 'ok' ? made.recoveryKey : '';
        return fixture;
      },
      async (vault) => expect(await vault.confirmRecoveryKey(drawn)).toEqual(OK),
      way,
    );
    expect(calls).toBeGreaterThan(3);
  });

  it('adding face or finger', async () => {
    const bytes = new Uint8Array(32);
    const added = { credentialId: bytes, prfSalt: bytes, prf: bytes };
    await failEach(
      filled,
      async (vault) => expect(await vault.addPlatform({ pin: PIN }, added)).toEqual(OK),
      way,
    );
  });

  it('removing face or finger', async () => {
    const bytes = new Uint8Array(32);
    const withPlatform = async () => {
      const fixture = await filled();
      await fixture.vault.addPlatform({ pin: PIN }, { credentialId: bytes, prfSalt: bytes, prf: bytes });
      return fixture;
    };
    const calls = await failEach(
      withPlatform,
      async (vault) => {
        const { platform } = await vault.ways();
        await vault.removePlatform(platform[0]?.slot ?? '');
      },
      way,
    );
    expect(calls).toBeGreaterThan(3);
  });

  it('taking the PIN off the disk, and putting it back', async () => {
    const withRecoveryKey = async () => {
      const fixture = await filled();
      recovery.key = await newRecoveryKey(fixture.vault);
      return fixture;
    };
    await failEach(
      withRecoveryKey,
      async (vault) => expect(await vault.keepPin({ pin: PIN }, 'session')).toEqual(OK),
      way,
    );
    await failEach(
      async () => {
        const fixture = await withRecoveryKey();
        await fixture.vault.keepPin({ pin: PIN }, 'session');
        return fixture;
      },
      async (vault) => expect(await vault.keepPin({ pin: PIN }, 'device')).toEqual(OK),
      way,
    );
  });

  it('changing the PIN: the old one or the new one', async () => {
    await failEach(
      async () => {
        const fixture = await filled();
        await fixture.vault.lock();
        return fixture;
      },
      async (vault) => expect(await vault.changePin({ pin: PIN }, NEXT_PIN)).toEqual({ result: 'ok' }),
      way,
    );
  });
});
