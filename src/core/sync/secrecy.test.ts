import { expect, it } from 'vitest';
import { toBase64url, utf8 } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { hex, testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { newGroup } from './epoch';
import { sealSlot } from './recovery-slot';
import { type Objects, serverRemote, stored } from './testing/shared-remote';
import { simulatedDevice } from './testing/simulated-device';

it('what a server stores holds no name, site, handle, id or key, and nothing that comes twice', async () => {
  const platform = testPlatform('secrecy');
  const group = newGroup(platform);
  const objects: Objects = new Map();
  const now = () => 1_767_225_600_000;
  const recovery = hex('11'.repeat(20));
  const devices = [0, 1].map((index) =>
    simulatedDevice({ index, group, seed: 'secrecy', now, remote: (calls) => serverRemote(objects, calls) }),
  );
  const slot = await sealSlot(platform, recovery, group);
  objects.set(slot.name, stored(slot.content));
  const record = {
    ...newRecord(credentialSource('somebody', { rpId: 'bank.example', rpName: 'Bank' })),
    displayName: 'my bank',
    note: 'the blue one',
    lastUsedOrigin: 'https://bank.example',
  };
  const seen: Uint8Array[] = [];
  for (const device of devices) {
    device.put(toBase64url(record.id), record);
    await device.sync();
    seen.push(...[...objects.values()].map(({ content }) => content));
  }
  for (let use = 0; use < 12; use += 1) {
    devices[0]?.put(toBase64url(record.id), { ...record, lastUsedAt: use });
    await devices[0]?.sync();
    seen.push(...[...objects.values()].map(({ content }) => content));
  }

  const all = Buffer.concat([...seen, ...[...objects.keys()].map(utf8)]);
  const secrets = [
    ...['bank', 'Bank', 'somebody', 'blue', 'Device', 'latchkey', group.id, group.secret].map(utf8),
    ...[record.id, record.userHandle ?? hex('00'), record.privateKey.subarray(-20), recovery],
    utf8(toBase64url(record.id)),
  ];
  expect(seen.length).toBeGreaterThan(10);
  expect(secrets.filter((secret) => all.includes(Buffer.from(secret)))).toEqual([]);
  for (const name of objects.keys()) expect(name).toMatch(/^[0-9a-f]{32}$/);
  // Two writes of the same passkey share no block of bytes.
  const blocks = [...new Set(seen.map((content) => Buffer.from(content).toString('hex')))].flatMap((text) =>
    (text.match(/.{32}/g) ?? []).slice(0, 40),
  );
  expect(new Set(blocks).size).toBe(blocks.length);
});
