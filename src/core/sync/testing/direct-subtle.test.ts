import { expect, test } from 'vitest';
import type { Platform } from '../../platform';
import { testPlatform } from '../../testing/test-platform';
import { epochKeys } from '../epoch-keys';
import { hashManifest } from '../manifest';
import { openSlot, sealSlot } from '../recovery-slot';
import { openObject, sealObject } from '../sealed-object';
import { directSubtle } from './direct-subtle';

const subtle = directSubtle();
const direct = () => ({ ...testPlatform('one'), subtle });
const group = { id: 'AAAAAAAAAAAAAAAAAAAAAA', epoch: 3, secret: 'A'.repeat(43) };
const content = new Uint8Array([1, 2, 3]);

test('what the simulations compute with is WebCrypto, byte for byte', async () => {
  const made = async (platform: Platform) => {
    const keys = await epochKeys(platform, group);
    const name = await keys.manifestName('device');
    const sealed = await sealObject(platform, keys, 'manifest', name, content);
    const slot = await sealSlot(platform, new Uint8Array(20).fill(7), group);
    return { name, sealed, slot, hash: await hashManifest(platform, sealed) };
  };
  const one = await made(testPlatform('one'));
  expect(await made(direct())).toEqual(one);
  const keys = await epochKeys(direct(), group);
  expect(await openObject(direct(), keys, 'manifest', one.name, one.sealed)).toEqual(content);
  expect(await openSlot(direct(), new Uint8Array(20).fill(7), one.slot.content)).toEqual(group);
});

test('and it refuses what WebCrypto refuses', async () => {
  const keys = await epochKeys(direct(), group);
  const sealed = await sealObject(direct(), keys, 'segment', 'a', content);
  await expect(openObject(direct(), keys, 'segment', 'b', sealed)).rejects.toMatchObject({
    reason: 'damaged',
  });
  await expect(openObject(direct(), keys, 'manifest', 'a', sealed)).rejects.toThrow();
  for (const at of [0, 12, sealed.length - 1]) {
    const bent = sealed.with(at, (sealed[at] ?? 0) ^ 1) as typeof sealed;
    await expect(openObject(direct(), keys, 'segment', 'a', bent)).rejects.toThrow();
  }
});
