import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

type Finding = { readonly code: string; readonly message: string; readonly file?: string };
type Report = { readonly [kind in 'errors' | 'warnings' | 'notices']: readonly Finding[] };

const path = (from: string) => fileURLToPath(new URL(`../../${from}`, import.meta.url));

/** What the add-on store of Firefox says, by its own linter (the one within `web-ext lint`). */
it('the Firefox build has no error, no warning and no notice of the store’s linter', async () => {
  const words = [path('node_modules/addons-linter/bin/addons-linter'), path('dist/firefox')];
  const { stdout } = await promisify(execFile)(process.execPath, [...words, '--output', 'json'], {
    maxBuffer: 1e8,
  });
  const { errors, warnings, notices }: Report = JSON.parse(stdout);
  expect({ errors, warnings, notices }).toEqual({ errors: [], warnings: [], notices: [] });
}, 120_000);
