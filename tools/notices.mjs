import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The notices of every library whose code is in the bundles, as their licences ask. */
export async function notices(metafiles) {
  const inputs = metafiles.flatMap((meta) => Object.keys(meta.inputs));
  const names = inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const texts = [...new Set(names.filter(Boolean))].sort().map(async (name) => {
    const { version, license } = JSON.parse(
      await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'),
    );
    const file = (await readdir(join(root, 'node_modules', name))).find((entry) =>
      /^licen[cs]e/i.test(entry),
    );
    return `${name} ${version} (${license})\n\n${file ? await readFile(join(root, 'node_modules', name, file), 'utf8') : ''}`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(72)}\n\n`);
}
