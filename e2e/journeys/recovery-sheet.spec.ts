import { writeFile } from 'node:fs/promises';
import messages from '../../_locales/en/messages.json' with { type: 'json' };
import type { Tab } from '../harness/browser';
import { expect, test } from '../harness/fixtures';
import { PAPERS, pagesOf } from '../harness/paper';
import { PIN } from '../harness/person';
import { confirmSheet } from '../harness/recovery';

const NEXT_PIN = 'lantern-5208';

/** Runs in the page that is shown as on paper. */
function onPaper() {
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
    inks: [
      ...new Set([...document.querySelectorAll('.sheet > *')].map((part) => getComputedStyle(part).color)),
    ],
    framed: [...document.querySelectorAll(':has(.sheet), .sheet')]
      .filter((element) => getComputedStyle(element).borderTopWidth !== '0px')
      .map(({ className }) => className),
    buttons: [...document.querySelectorAll('button, input, nav')].filter(shown).length,
  };
}

test('the recovery sheet is one page of paper, its groups whole, the code beside them', async ({
  latchkey,
}, info) => {
  /** Of the sheet that the tab shows. */
  async function printsWell(tab: Tab, place: string): Promise<void> {
    await tab.waitFor('[data-recovery-key]');
    await tab.wear('dark');
    await tab.medium('print');
    for (const dir of ['ltr', 'rtl']) {
      await tab.evaluate((to) => {
        document.documentElement.dir = to;
      }, dir);
      for (const paper of ['A4', 'Letter'] as const) {
        const which = `${place}-${paper}-${dir}`;
        // As wide as the paper is between its margins, at 96 dots an inch.
        const width = Math.floor(((PAPERS[paper].width - 4) / 2.54) * 96);
        await tab.resize({ width, height: 900 });
        expect(await tab.evaluate(onPaper, undefined), which).toEqual({
          lines: 3,
          parts: Array.from({ length: 9 }, () => 1),
          beside: true,
          apart: true,
          buttons: 0,
          inks: ['rgb(0, 0, 0)'],
          framed: [],
        });
        const pdf = await tab.print(paper);
        await writeFile(info.outputPath(`${which}.pdf`), pdf);
        expect(pagesOf(pdf), which).toBe(1);
      }
    }
    expect((await tab.text('[data-recovery-key]')).split('-')).toHaveLength(9);
    await tab.close();
  }

  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.waitFor('html[data-ready]');
  await welcome.fill('input[name="pin"]', PIN);
  await welcome.fill('input[name="pin-repeat"]', PIN);
  await welcome.click('[data-action="create-vault"]');
  await welcome.click('[data-action="new-recovery-key"]');
  await printsWell(welcome, 'welcome');

  const manager = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await manager.click('[data-action="new-recovery-key"]');
  await manager.fill('input[name="pin"]', PIN);
  await manager.click('[data-action="new-recovery-key"]');
  await printsWell(manager, 'settings');
});

test('a sheet that another has replaced, and a PIN that was changed since the welcome, are said to be past', async ({
  latchkey,
}) => {
  const welcome = await latchkey.find('popup/welcome.html');
  await welcome.waitFor('html[data-ready]');
  await welcome.fill('input[name="pin"]', PIN);
  await welcome.fill('input[name="pin-repeat"]', PIN);
  await welcome.click('[data-action="create-vault"]');
  await welcome.click('[data-action="new-recovery-key"]');
  await welcome.waitFor('#sheet-title:focus');

  const settings = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await settings.click('[data-action="new-recovery-key"]');
  await settings.fill('input[name="pin"]', PIN);
  await settings.click('[data-action="new-recovery-key"]');
  await settings.waitFor('#sheet-title:focus');
  await welcome.show();
  await confirmSheet(welcome);
  await welcome.waitFor('[role="alert"]');
  expect(await welcome.text('[role="alert"]')).toBe(messages.sheetReplaced.message);
  await welcome.click('[data-action="cancel"]');

  await settings.show();
  await settings.click('[data-action="cancel"]');
  await settings.click('[data-action="change-pin"]');
  await settings.fill('input[name="pin"]', PIN);
  await settings.fill('input[name="new-pin"]', NEXT_PIN);
  await settings.fill('input[name="pin-repeat"]', NEXT_PIN);
  await settings.click('[data-action="change-pin"]');
  await settings.waitFor('input[name="new-pin"]', 'gone');
  await settings.close();
  await welcome.show();
  await welcome.click('[data-action="new-recovery-key"]');
  await welcome.waitFor('[role="alert"] a:focus');
  expect(await welcome.attributes('[data-action="new-recovery-key"]', 'data-action')).toEqual([]);
  await welcome.press('Enter');
  await welcome.waitFor('[data-view="settings"]');
});
