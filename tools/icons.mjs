/**
 * Renders the toolbar's PNGs from the SVGs in src/icons with Chromium: `node tools/icons.mjs`. Run it by hand after
 * a change of the drawing; the PNGs are committed. Below 48 pixels a drawing of its own, laid on the pixel grid.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';

const icons = new URL('../src/icons/', import.meta.url);
const DRAWINGS = { 16: 'latchkey-small', 32: 'latchkey-small', 48: 'latchkey', 128: 'latchkey' };

const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
});
const page = await browser.newPage({ deviceScaleFactor: 1 });
for (const [size, name] of Object.entries(DRAWINGS)) {
  const side = Number(size);
  const drawing = await readFile(new URL(`${name}.svg`, icons), 'utf8');
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${drawing}`,
  );
  await writeFile(new URL(`${size}.png`, icons), await page.screenshot({ omitBackground: true }));
}
await browser.close();
