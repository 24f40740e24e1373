import { expect, it } from 'vitest';
import list from '../../../docs/aaguid.json' with { type: 'json' };
import { AAGUID, aaguidBytes } from './aaguid';

it('is a random UUID (version 4) in lower case', () => {
  expect(AAGUID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('is encoded in the order of its text', () => {
  expect(Buffer.from(aaguidBytes()).toString('hex')).toBe(AAGUID.replaceAll('-', ''));
});

it('stands in the public list’s form under docs, with square icons of pure vectors', () => {
  expect(Object.keys(list)).toEqual([AAGUID]);
  const { name, icon_light, icon_dark } = list[AAGUID];
  expect(name).toBe('Latchkey');
  for (const icon of [icon_light, icon_dark]) {
    const [head, data = ''] = icon.split(',');
    expect(head).toBe('data:image/svg+xml;base64');
    const svg = Buffer.from(data, 'base64').toString();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 (\d+) \1">/);
    expect(svg).not.toMatch(/<image|href|<script/);
  }
});
