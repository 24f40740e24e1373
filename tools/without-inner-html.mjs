import { readFile } from 'node:fs/promises';

const ASSIGNMENT = /\(\w+\.innerHTML=\w+\.__html\)/g;

/**
 * Takes out of Preact the one place that turns text into markup. Latchkey never asks for it, and what is not there
 * cannot be reached; the stores' reviewers look for it as well.
 * @type {import('esbuild').Plugin}
 */
export const withoutInnerHtml = {
  name: 'without-inner-html',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (text.match(ASSIGNMENT)?.length !== 1) throw new Error('This Preact sets innerHTML elsewhere.');
      return { contents: text.replace(ASSIGNMENT, '0'), loader: 'js' };
    });
  },
};
