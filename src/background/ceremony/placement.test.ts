import { describe, expect, it } from 'vitest';
import { placeOver } from './placement';

const PROMPT = { width: 420, height: 620 };

describe('a prompt’s window', () => {
  it.each([
    ['a screen of its own', { left: 0, top: 0, width: 1280, height: 800 }, { left: 430, top: 72 }],
    ['a screen to the left', { left: -1920, top: 0, width: 1920, height: 1040 }, { left: -1170, top: 72 }],
    ['a screen above', { left: 0, top: -1080, width: 1281, height: 1000 }, { left: 431, top: -1008 }],
    [
      'a larger screen to the right',
      { left: 1920, top: -200, width: 2560, height: 1400 },
      { left: 2990, top: -128 },
    ],
    ['a window hardly higher', { left: 100, top: 300, width: 1000, height: 650 }, { left: 390, top: 330 }],
    ['a window that is smaller', { left: 100, top: 300, width: 300, height: 200 }, { left: 100, top: 300 }],
  ])('lies within %s', (_, asker, place) => {
    expect(placeOver(asker, PROMPT)).toEqual(place);
  });
});
