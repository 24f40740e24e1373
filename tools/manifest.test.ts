import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Manifest = {
  readonly background: Record<string, unknown>;
  readonly icons: Record<string, string>;
  readonly content_scripts: readonly { readonly world: string; readonly js: readonly string[] }[];
  readonly [key: string]: unknown;
};

const built = (browser: string, path: string) => new URL(`../dist/${browser}/${path}`, import.meta.url);
const manifestOf = (browser: string): Manifest =>
  JSON.parse(readFileSync(built(browser, 'manifest.json'), 'utf8'));

describe.each(['chrome', 'firefox'])('the manifest for %s', (browser) => {
  const manifest = manifestOf(browser);

  it('names only files that are there', () => {
    const named = JSON.stringify(manifest).match(/[\w/-]+\.(?:html|js|png|svg)\b/g) ?? [];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(built(browser, path)))).toEqual([]);
  });

  it('has every message it asks for', () => {
    const messages = JSON.parse(readFileSync(built(browser, '_locales/en/messages.json'), 'utf8'));
    const asked = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
    expect(asked.filter((key) => !(key in messages))).toEqual([]);
  });

  it('runs the bridge before the page script, for it hands over the port', () => {
    expect(manifest.content_scripts.map(({ world }) => world)).toEqual(['ISOLATED', 'MAIN']);
  });

  it('lets no page frame or load what is ours', () => {
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(JSON.stringify(manifest.content_security_policy)).toContain("frame-ancestors 'none'");
  });
});

it('each browser gets its own kind of background', () => {
  expect(manifestOf('chrome').background).toEqual({ service_worker: 'background.js', type: 'module' });
  expect(manifestOf('firefox').background).toEqual({ scripts: ['background.js'], type: 'module' });
});
