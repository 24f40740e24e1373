import { expect, it } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { newGroup } from './epoch';
import { type Objects, serverRemote } from './testing/shared-remote';
import { simulatedDevice } from './testing/simulated-device';

const LIMITS = { segmentBytes: 1_000_000, segments: 24, slack: 1, slackBytes: 64_000 };

/** Calls and bytes that changing one passkey costs, each time again, in a vault of that size. */
async function costs(size: number) {
  const objects: Objects = new Map();
  const calls: string[] = [];
  let now = 1_767_225_600_000;
  const device = simulatedDevice({
    ...{ index: 0, group: newGroup(testPlatform('group')), seed: 'cost', now: () => now },
    remote: ({ before, after }) =>
      serverRemote(
        objects,
        {
          before(call) {
            calls.push(call);
            before(call);
          },
          after,
        },
        LIMITS,
      ),
  });
  const source = credentialSource('template');
  const keys = Array.from({ length: size }, (_, made) => {
    const id = testPlatform(`id ${made}`).random(32) as typeof source.id;
    device.put(toBase64url(id), newRecord({ ...source, id }));
    return toBase64url(id);
  });
  await device.sync();
  await device.sync();
  const each: { calls: number; bytes: number }[] = [];
  for (const key of keys.slice(0, 8)) {
    const held = device.vault.get(key);
    if (!held) throw new Error('no passkey');
    const before = new Map(objects);
    calls.length = 0;
    now += 60_000;
    device.put(key, { ...held.record, lastUsedAt: now });
    await device.sync();
    const written = [...objects].filter(([name, { tag }]) => before.get(name)?.tag !== tag);
    each.push({
      calls: calls.length,
      bytes: written.reduce((sum, [, { content }]) => sum + content.length, 0),
    });
  }
  return each;
}

it('a change costs the same in a vault of 10 and of 2,000, within a factor of 2', async () => {
  const [small, large] = [await costs(10), await costs(2000)];
  for (const what of ['calls', 'bytes'] as const) {
    const all = [...small, ...large].map((one) => one[what]);
    expect(Math.max(...all)).toBeLessThanOrEqual(2 * Math.min(...all));
  }
  expect(Math.max(...large.map(({ calls }) => calls))).toBeLessThanOrEqual(4);
});
