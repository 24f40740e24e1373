import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../build.mjs';
import { archive } from '../archive.mjs';

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));

/** The bytes of a store's archive, built from the sources in a folder of its own. */
async function packed(browser: string): Promise<Buffer> {
  const dist = await mkdtemp(join(tmpdir(), 'latchkey-package-'));
  try {
    await build({ dist });
    await archive(dist, browser);
    return await readFile(join(dist, `latchkey-${browser}-${version}.zip`));
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
}

it.each(['chrome', 'firefox'])(
  'two builds for %s make the same archive, byte for byte',
  async (browser) => {
    const [one, other] = [await packed(browser), await packed(browser)];
    expect(one.length).toBeGreaterThan(100_000);
    expect(one.equals(other)).toBe(true);
  },
  60_000,
);
