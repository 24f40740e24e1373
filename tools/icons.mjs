/**
 * Renders the PNGs of the icons from their SVGs in src/icons with Chromium: `node tools/icons.mjs`. Run it by hand
 * after a change of a drawing; the PNGs are committed. Below 48 pixels a drawing of its own, laid on the pixel grid;
 * the toolbar's button has one for each state.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';

const icons = new URL('../src/icons/', import.meta.url);
const STATES = ['off', 'locked', 'unlocked', 'waiting'];
/** What toolbars ask for, at 1 to 3 pixels for each of theirs. */
const TOOLBAR_SIZES = [16, 24, 32, 48];

const drawings = [
  { drawing: 'latchkey-small', size: 16, png: '16' },
  { drawing: 'latchkey-small', size: 32, png: '32' },
  { drawing: 'latchkey', size: 48, png: '48' },
  { drawing: 'latchkey', size: 128, png: '128' },
  ...STATES.flatMap((state) =>
    TOOLBAR_SIZES.map((size) => ({
      drawing: `toolbar/${state}`,
      size,
      png: `toolbar/${state}-${size}`,
    })),
  ),
];

const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
});
const page = await browser.newPage({ deviceScaleFactor: 1 });
for (const { drawing, size, png } of drawings) {
  const svg = await readFile(new URL(`${drawing}.svg`, icons), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await writeFile(new URL(`${png}.png`, icons), await page.screenshot({ omitBackground: true }));
}
await browser.close();
