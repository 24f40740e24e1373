import { pageOf } from '../harness/chromium-page';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';

test('the recovery sheet is one page of paper, its groups whole, the code beside them', async ({
  latchkey,
  person,
}, info) => {
  expect(await person.vault()).toBe('unlocked');
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await tab.click('[data-action="new-recovery-key"]');
  await tab.fill('input[name="pin"]', PIN);
  await tab.click('[data-action="new-recovery-key"]');
  await tab.waitFor('[data-recovery-key]');
  const page = pageOf(tab);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const onPaper = async () =>
    page.evaluate(() => {
      const shown = (element: Element) => element.checkVisibility() && element.getClientRects().length > 0;
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const groups = [...document.querySelectorAll('[data-recovery-key] > span')];
      return {
        lines: new Set(groups.map((group) => group.getBoundingClientRect().top)).size,
        parts: groups.map((group) => group.getClientRects().length),
        beside: (box('.qr')?.top ?? 0) < (box('[data-recovery-key]')?.bottom ?? 0),
        apart:
          (box('.qr')?.left ?? 0) >= (box('[data-recovery-key]')?.right ?? 0) ||
          (box('.qr')?.right ?? 0) <= (box('[data-recovery-key]')?.left ?? 0),
        buttons: [...document.querySelectorAll('button, input, nav')].filter(shown).length,
      };
    });
  for (const dir of ['ltr', 'rtl']) {
    await page.evaluate((to) => {
      document.documentElement.dir = to;
    }, dir);
    for (const format of ['A4', 'Letter']) {
      // As wide as the paper is between its margins, at 96 dots an inch.
      await page.setViewportSize({ width: format === 'A4' ? 642 : 665, height: 900 });
      expect(await onPaper(), `${format} ${dir}`).toEqual({
        lines: 3,
        parts: Array.from({ length: 9 }, () => 1),
        beside: true,
        apart: true,
        buttons: 0,
      });
      const pdf = await page.pdf({
        format,
        preferCSSPageSize: false,
        path: info.outputPath(`${format}-${dir}.pdf`),
      });
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g), `${format} ${dir}`).toHaveLength(1);
    }
  }
  expect((await tab.text('[data-recovery-key]')).split('-')).toHaveLength(9);
});
