import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { cheapArgon2id, clockedPlatform, memorySession, someSource } from './testing/fake-ports';
import { openVault, type Vault } from './vault';

const PIN = 'correct horse';
let name = 0;

function setUp(siteTags = true) {
  name += 1;
  const platform = clockedPlatform();
  const session = memorySession();
  const clock = { running: 0 };
  const ports = {
    platform,
    argon2id: cheapArgon2id,
    session,
    siteTags: async () => siteTags,
    databaseName: `vault-${name}`,
    running: () => clock.running,
  };
  return { platform, session, clock, ports, vault: openVault(ports) };
}

describe('a vault', () => {
  let vault: Vault;
  let fixture: ReturnType<typeof setUp>;
  beforeEach(() => {
    fixture = setUp();
    vault = fixture.vault;
  });

  it('is made once, and left unlocked', async () => {
    expect(await vault.state()).toBe('none');
    expect(await vault.mayHold('example.org')).toBe(false);
    expect(await vault.make(PIN)).toEqual({ result: 'ok' });
    expect(await vault.state()).toBe('unlocked');
    await expect(vault.make(PIN)).rejects.toMatchObject({ reason: 'vault-exists' });
  });

  it('stays unlocked across a restart of the worker, and is locked with the browser', async () => {
    await vault.make(PIN);
    const source = someSource();
    await vault.store.add(source);
    const restarted = openVault(fixture.ports);
    expect(await restarted.state()).toBe('unlocked');
    expect((await restarted.store.find('example.org')).map((found) => found.source)).toEqual([source]);
    const closed = openVault({ ...fixture.ports, session: memorySession() });
    expect(await closed.state()).toBe('locked');
    await expect(closed.store.find('example.org')).rejects.toMatchObject({ reason: 'locked' });
    expect(await closed.unlock(PIN)).toEqual({ result: 'ok' });
    expect((await closed.store.find('example.org')).map((found) => found.source)).toEqual([source]);
  });

  it('locks', async () => {
    await vault.make(PIN);
    await vault.lock();
    expect(await vault.state()).toBe('locked');
    expect(fixture.session.values.size).toBe(0);
    expect(await vault.unlock('wrong horse')).toMatchObject({
      result: 'wrong-pin',
      pin: { attemptsLeft: 7 },
    });
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
  });
});
