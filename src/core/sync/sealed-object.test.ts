import { describe, expect, it } from 'vitest';
import { testPlatform } from '../testing/test-platform';
import { type EpochKeys, epochKeys, type Group } from './epoch-keys';
import { openObject, sealObject } from './sealed-object';

const platform = testPlatform('sealed object');
const group: Group = { id: 'A'.repeat(22), epoch: 1, secret: 'A'.repeat(43) };
const [NAME, OTHER] = ['0'.repeat(32), '1'.repeat(32)];
const content = new Uint8Array([1, 2, 3]);

/** Keys that do not depend on name, vault and epoch, so that the binding alone has to tell them apart. */
async function sameKey(of: Group): Promise<EpochKeys> {
  const keys = await epochKeys(platform, of);
  const one = await epochKeys(platform, group);
  return { ...keys, objectKey: () => one.objectKey(NAME) };
}

describe('an object', () => {
  it('opens where it was sealed', async () => {
    const keys = await epochKeys(platform, group);
    const sealed = await sealObject(platform, keys, 'segment', NAME, content);
    expect(await openObject(platform, keys, 'segment', NAME, sealed)).toEqual(content);
  });

  it.each([
    ['under another name', group, 'segment', OTHER],
    ['as another kind', group, 'manifest', NAME],
    ['in another vault', { ...group, id: `${'B'.repeat(21)}A` }, 'segment', NAME],
    ['in another epoch', { ...group, epoch: 2 }, 'segment', NAME],
  ] as const)('does not open %s, by its binding alone', async (_what, of, kind, name) => {
    const sealed = await sealObject(platform, await sameKey(group), 'segment', NAME, content);
    await expect(openObject(platform, await sameKey(of), kind, name, sealed)).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it.each([
    ['name', group, OTHER],
    ['vault', { ...group, id: `${'B'.repeat(21)}A` }, NAME],
    ['epoch', { ...group, epoch: 2 }, NAME],
    ['secret', { ...group, secret: `${'B'.repeat(42)}A` }, NAME],
  ])('has a key of its own for each %s', async (_what, of, name) => {
    const [iv, data] = [new Uint8Array(12), new Uint8Array(4)];
    const seal = async (given: Group, at: string) => {
      const key = await (await epochKeys(platform, given)).objectKey(at);
      return new Uint8Array(await platform.subtle.encrypt({ name: 'AES-GCM', iv }, key, data));
    };
    expect(await seal(of, name)).not.toEqual(await seal(group, NAME));
  });
});
