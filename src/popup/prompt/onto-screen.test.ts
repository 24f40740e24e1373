import { describe, expect, it, vi } from 'vitest';

vi.mock('../../browser', () => ({ browser: {} }));
const { ontoScreen } = await import('./onto-screen');

const main = { left: 0, top: 0, width: 1280, height: 800 };
const leftOne = { left: -1920, top: -100, width: 1920, height: 1080 };
const small = { left: 1280, top: 0, width: 400, height: 500 };
const at = (left: number, top: number) => ({ left, top, width: 420, height: 620 });

describe('a window moves onto its screen', () => {
  it.each([
    ['within', at(100, 100), main, null],
    ['exactly within', at(860, 180), main, null],
    ['beyond the right edge', at(1000, 100), main, { left: 860, top: 100 }],
    ['below', at(100, 500), main, { left: 100, top: 180 }],
    ['beyond the left edge', at(-200, 50), main, { left: 0, top: 50 }],
    ['above a screen at negative numbers', at(-1000, -300), leftOne, { left: -1000, top: -100 }],
    ['between two screens', at(-300, 0), leftOne, { left: -420, top: 0 }],
    ['on a screen that is too small: its beginning shows', at(1300, 40), small, { left: 1280, top: 0 }],
  ])('%s', (_, box, screen, place) => {
    expect(ontoScreen(box, screen)).toEqual(place);
  });
});
