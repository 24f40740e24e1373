import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deferred } from '../deferred';
import { someSource } from './testing/fake-ports';
import { headerOf, tagOf } from './testing/open-by-format';
import { PIN, setUp } from './testing/set-up';
import { storedRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

let fixture: ReturnType<typeof setUp>;
let vault: Vault;
const source = someSource();
beforeEach(async () => {
  fixture = setUp();
  vault = fixture.vault;
  await vault.make(PIN);
  await vault.store.add(source);
  await vault.store.add(someSource({ rpId: 'example.com' }));
});

async function tags(): Promise<readonly (number | undefined)[]> {
  const { records = [] } = await storedRows(fixture.databaseName);
  return records.map(({ value }) => (value as { tag?: number }).tag);
}

/** Many names, so that one fitting by chance does not hide a rule that is too wide. */
const strangers = Array.from({ length: 50 }, (_, index) => `site-${index}.example`);

async function heldAmong(rpIds: readonly string[]): Promise<number> {
  const held = await Promise.all(rpIds.map((rpId) => vault.mayHold(rpId)));
  return held.filter(Boolean).length;
}

describe('a vault with site tags', () => {
  it('knows exactly what it holds while unlocked', async () => {
    expect(await vault.mayHold('example.org')).toBe(true);
    expect(await vault.mayHold('login.example.org')).toBe(false);
    expect(await heldAmong(strangers)).toBe(0);
  });

  it('stays out of the way while locked, where it holds nothing', async () => {
    await vault.lock();
    expect(await vault.mayHold('example.org')).toBe(true);
    expect(await vault.mayHold('example.com')).toBe(true);
    expect(await heldAmong(strangers)).toBeLessThan(2);
  });

  it('has no tag for what is in the trash', async () => {
    await vault.trash([source.id]);
    await vault.lock();
    expect(await vault.mayHold('example.org')).toBe(false);
    await vault.unlock(PIN);
    await vault.restore([source.id]);
    await vault.lock();
    expect(await vault.mayHold('example.org')).toBe(true);
  });

  it('gives nothing to a site that has the same tag by chance', async () => {
    const rows = await storedRows(fixture.databaseName);
    const tag = tagOf(rows, 'example.org');
    let tried = 0;
    while (tagOf(rows, `site-${tried}.example`) !== tag) tried += 1;
    const twin = `site-${tried}.example`;
    const restarted = fixture.restarted();
    expect(await restarted.store.find(twin)).toEqual([]);
    expect(await restarted.mayHold(twin)).toBe(false);
    await vault.lock();
    expect(await vault.mayHold(twin)).toBe(true);
  });

  it('has other tags than another vault, for the same sites', async () => {
    const other = setUp();
    await other.vault.make(PIN);
    const [own, others] = await Promise.all(
      [fixture, other].map(({ databaseName }) => storedRows(databaseName)),
    );
    const sites = [...strangers, 'example.org'];
    expect(own && sites.map((rpId) => tagOf(own, rpId))).not.toEqual(
      others && sites.map((rpId) => tagOf(others, rpId)),
    );
  });
});

describe('a vault without site tags', () => {
  it('may hold anything while locked, unless it is empty', async () => {
    const empty = setUp();
    empty.settings.siteTags = false;
    await empty.vault.make(PIN);
    await empty.vault.lock();
    expect(await empty.vault.mayHold('example.org')).toBe(false);
    await empty.vault.unlock(PIN);
    await empty.vault.store.add(source);
    expect((await storedRows(empty.databaseName)).records?.[0]?.value).not.toHaveProperty('tag');
    expect(headerOf(await storedRows(empty.databaseName)).tagKey).toBeNull();
    await empty.vault.lock();
    expect(await empty.vault.mayHold('stranger.example')).toBe(true);
  });

  it('finds passkeys all the same', async () => {
    fixture.settings.siteTags = false;
    await vault.tidy();
    expect(await vault.store.find('example.org')).toHaveLength(1);
    expect(await fixture.restarted().store.find('example.org')).toHaveLength(1);
    expect(await vault.mayHold('stranger.example')).toBe(false);
  });
});

describe('turning site tags', () => {
  it('off works at once, also while locked, and leaves no tag on the disk', async () => {
    await vault.lock();
    fixture.settings.siteTags = false;
    expect(await heldAmong(strangers)).toBe(strangers.length);
    await vault.tidy();
    expect(await tags()).toEqual([undefined, undefined]);
    expect(headerOf(await storedRows(fixture.databaseName)).tagKey).toBeNull();
    expect(await heldAmong(strangers)).toBe(strangers.length);
  });

  it('off and on again at once ends with them on', async () => {
    const held = deferred<void>();
    let reads = 0;
    let isOn = false;
    const turned = openVault({
      ...fixture.ports,
      async siteTags() {
        const wanted = isOn;
        reads += 1;
        if (reads === 1) await held.promise;
        return wanted;
      },
    });
    const off = turned.tagSites();
    await vi.waitFor(() => expect(reads).toBe(1));
    isOn = true;
    const on = turned.tagSites();
    // As long as the second would take, if it did not wait.
    await turned.list();
    held.resolve();
    await Promise.all([off, on]);
    expect((await tags()).includes(undefined)).toBe(false);
  });

  it('off leaves a passkey that is made afterwards without one, and nothing to do where there is no vault', async () => {
    fixture.settings.siteTags = false;
    await vault.tagSites();
    await vault.store.add(someSource());
    expect(await tags()).toEqual([undefined, undefined, undefined]);
    await setUp().vault.tagSites();
  });

  it('on again waits for an unlocked vault, and uses a new key', async () => {
    const before = headerOf(await storedRows(fixture.databaseName)).tagKey;
    fixture.settings.siteTags = false;
    await vault.tidy();
    await vault.trash([source.id]);
    await vault.lock();
    fixture.settings.siteTags = true;
    await vault.tidy();
    expect(await heldAmong(strangers)).toBe(strangers.length);
    await vault.unlock(PIN);
    await vault.tidy();
    const rows = await storedRows(fixture.databaseName);
    expect(headerOf(rows).tagKey).not.toEqual(before);
    expect(new Set(await tags())).toEqual(new Set([undefined, tagOf(rows, 'example.com')]));
    await vault.restore([source.id]);
    expect(new Set(await tags())).toEqual(new Set([tagOf(rows, 'example.org'), tagOf(rows, 'example.com')]));
    expect(await vault.damaged()).toEqual([]);
    await vault.lock();
    expect(await heldAmong(strangers)).toBeLessThan(2);
  });

  it('while another window adds passkeys leaves every tag right', async () => {
    const other = fixture.restarted();
    for (let round = 0; round < 4; round += 1) {
      fixture.settings.siteTags = round % 2 === 1;
      await Promise.all([
        vault.tidy(),
        ...Array.from({ length: 3 }, () => other.store.add(someSource())),
        ...Array.from({ length: 3 }, () => vault.store.add(someSource())),
      ]);
      await vault.tidy();
      expect(await vault.damaged()).toEqual([]);
      expect(new Set(await tags()).has(undefined)).toBe(!fixture.settings.siteTags);
    }
  });
});
