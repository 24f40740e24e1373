import { existsSync } from 'node:fs';
import { buildDemo } from '../../demo/build.mjs';
import { ensureChromium, ensureFirefox } from '../../tools/browsers.mjs';

/** Once before all journeys: the browsers, the extension, and the demo's page. */
export default async function setup(): Promise<void> {
  if (!existsSync(new URL('../../dist/chrome/manifest.json', import.meta.url)))
    throw new Error('The extension is not built yet: npm run build');
  await Promise.all([ensureChromium(), ensureFirefox(), buildDemo()]);
}
