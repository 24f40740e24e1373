import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/** One fixed time for all entries, so that the same source gives the same archive bytes. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * Makes the store's archive of dist/BROWSER. `key` is left out: it fixes the id of an unpacked extension only,
 * the store has its own.
 */
export async function archive(dist, browser) {
  const out = join(dist, browser);
  const names = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  const files = {};
  for (const name of names) files[name] = new Uint8Array(await readFile(join(out, name)));
  const { key: _, ...manifest } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
  files['manifest.json'] = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(
    join(dist, `latchkey-${browser}-${manifest.version}.zip`),
    zipSync(files, { mtime: ZIP_TIME }),
  );
}
