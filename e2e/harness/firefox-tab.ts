import { writeFile } from 'node:fs/promises';
import { type Tab, until } from './browser';
import type { KeyStroke } from './firefox-input';
import type { Inside } from './firefox-inside';
import type { Evaluated } from './firefox-page-realm';
import { PAPERS } from './paper';

/** How long one action may take, ms. */
const PATIENCE = 10_000;

/** What Playwright calls otherwise than a KeyboardEvent does. */
const KEYS: { readonly [name: string]: string } = { Space: ' ', ControlOrMeta: 'Control' };

/** One call of a function that runs inside Firefox. */
export type Call = <Name extends keyof Inside>(
  name: Name,
  ...words: Parameters<Inside[Name]>
) => Promise<Awaited<ReturnType<Inside[Name]>>>;

/** What a page answered; throws what it threw. */
export function resultOf<Result>(json: string): Result {
  const answer: Evaluated = JSON.parse(json);
  if ('error' in answer) throw new Error(`${answer.error.name}: ${answer.error.message}`);
  return answer.value as Result;
}

/** A page of Firefox, be it in a tab, in a window of its own or in the toolbar popup. */
export function firefoxTab(call: Call, id: number): Tab {
  const source = (work: unknown, argument: unknown) => `(${work})(${JSON.stringify(argument) ?? ''})`;
  const evaluate: Tab['evaluate'] = async (work, argument) =>
    resultOf(await call('evaluate', id, source(work, argument)));
  /** As `evaluate`, unseen by the page. */
  const unseen: Tab['evaluate'] = async (work, argument) =>
    resultOf(await call('look', id, source(work, argument)));

  /** As `unseen`, again where the page is just being replaced by another. */
  async function look<Argument, Result>(
    what: string,
    work: (argument: Argument) => Result | null,
    argument: Argument,
    timeout = PATIENCE,
  ): Promise<Result> {
    let found: { readonly result: Result } | null = null;
    let why: unknown;
    await until(
      what,
      async () => {
        try {
          const result = await unseen(work, argument);
          if (result !== null) found = { result: result as Result };
        } catch (error) {
          why = error;
        }
        return found !== null;
      },
      timeout,
    ).catch((error: unknown) => {
      throw new Error(String(error), { cause: why });
    });
    if (!found) throw new Error(what);
    return (found as { readonly result: Result }).result;
  }

  async function waitFor(selector: string, state: 'visible' | 'gone' = 'visible', timeout = PATIENCE) {
    await look(
      `${selector} (${state})`,
      ([wanted, seen]) => {
        const visible = [...document.querySelectorAll(wanted)].some(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0,
        );
        return visible === seen || null;
      },
      [selector, state === 'visible'] as const,
      timeout,
    );
  }

  /** The middle of the first visible match, once that is enabled, in view, uncovered, and stands still. */
  async function middle(selector: string): Promise<{ x: number; y: number }> {
    let before = '';
    let place = { x: 0, y: 0 };
    const standsStill = async () => {
      const at = await look(
        `${selector} to be clickable`,
        (wanted) => {
          const seen = [...document.querySelectorAll(wanted)].find(
            (element) =>
              element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0,
          );
          if (!seen || seen.matches(':disabled, [aria-disabled="true"]')) return null;
          seen.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
          const box = seen.getBoundingClientRect();
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const top = document.elementFromPoint(x, y);
          const control = top?.closest('label')?.control;
          return top && (seen.contains(top) || control === seen) ? { x, y } : null;
        },
        selector,
      );
      const stands = JSON.stringify(at) === before;
      before = JSON.stringify(at);
      place = at;
      return stands;
    };
    await until(`${selector} to stand still`, standsStill);
    return place;
  }

  const held = new Set<string>();
  const strike = (strokes: readonly KeyStroke[]) =>
    call(
      'keys',
      id,
      strokes.map(({ key, is }) => ({ key: KEYS[key] ?? key, is })),
      PATIENCE,
    );

  return {
    evaluate,
    waitFor,

    async url() {
      const page = (await call('pages')).find((open) => open.id === id);
      if (!page) throw new Error('the page is closed');
      return page.url;
    },
    goto: (url) => call('load', id, url),

    async click(selector) {
      const { x, y } = await middle(selector);
      // A click that closes its own page leaves nobody to say that it came.
      await call('mouse', id, x, y, 1).catch((error) => closedMeanwhile(error));
    },

    async fill(selector, text) {
      await waitFor(`${selector}:enabled`);
      await unseen(
        ([wanted, words]) => {
          const field = [...document.querySelectorAll<HTMLInputElement>(wanted)].find((element) =>
            element.checkVisibility(),
          );
          if (!field) throw new Error(`no ${wanted}`);
          field.focus();
          field.select();
          document.execCommand(words ? 'insertText' : 'delete', false, words);
          if (field.value !== words) throw new Error(`${wanted} does not take the text`);
        },
        [selector, text] as const,
      );
    },

    async choose(selector, value) {
      await waitFor(selector);
      await unseen(
        ([wanted, chosen]) => {
          const select = document.querySelector<HTMLSelectElement>(wanted);
          if (!select) throw new Error(`no ${wanted}`);
          select.value = chosen;
          if (select.value !== chosen) throw new Error(`no option ${chosen}`);
          select.dispatchEvent(new Event('input', { bubbles: true }));
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        [selector, value] as const,
      );
    },

    async press(key) {
      const names = key.length > 1 ? key.split('+') : [key];
      await strike([
        ...names.map((name) => ({ key: name, is: 'down' }) as const),
        ...names.toReversed().map((name) => ({ key: name, is: 'up' }) as const),
      ]);
    },
    async hold(key) {
      await strike([{ key, is: held.has(key) ? 'again' : 'down' }]);
      held.add(key);
    },
    async release(key) {
      held.delete(key);
      await strike([{ key, is: 'up' }]);
    },
    doubleClick: ({ x, y }) => call('mouse', id, x, y, 2),
    resize: (size) => call('resize', id, size, PATIENCE),

    async text(selector) {
      await waitFor(selector);
      return unseen(
        (wanted) =>
          [...document.querySelectorAll<HTMLElement>(wanted)].find((element) => element.checkVisibility())
            ?.innerText ?? '',
        selector,
      );
    },

    async attribute(selector, name) {
      const { value } = await look(
        selector,
        ([wanted, of]) => {
          const element = document.querySelector(wanted);
          return element && { value: element.getAttribute(of) };
        },
        [selector, name] as const,
      );
      return value;
    },

    attributes: (selector, name) =>
      unseen(
        ([wanted, of]) =>
          [...document.querySelectorAll(wanted)].map((element) => element.getAttribute(of) ?? ''),
        [selector, name] as const,
      ),

    run: async (expression) => resultOf(await call('evaluate', id, expression)),
    prepare: (work, argument) => call('prepare', id, source(work, argument)),
    wear: (theme) => call('wear', theme),
    medium: (medium) => call('medium', id, medium),
    print: async (paper) => Buffer.from(await call('print', id, PAPERS[paper]), 'base64'),
    frames: () => call('frames', id),
    screenshot: async (path) => writeFile(path, Buffer.from(await call('picture', id), 'base64')),
    windowSince: () => call('windowSince', id),
    show: () => call('show', id),
    close: () => call('close', id),
    closed: async () => !(await call('pages')).some((page) => page.id === id),
  };
}

function closedMeanwhile(error: unknown): void {
  if (!/closed|destroyed|inactive|unloaded|navigated|AbortError/i.test(String(error))) throw error;
}
