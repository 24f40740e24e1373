/** How a view is looked at. */
export type Look = {
  readonly width: number;
  readonly height: number;
  /** As high as all that it shows. */
  readonly whole?: boolean;
  readonly theme?: 'light' | 'dark';
  readonly forced?: boolean;
  /** In Arabic, which is written from right to left. */
  readonly rtl?: boolean;
  /** The browser's text size, in per cent. */
  readonly text?: number;
};

/** A prompt's window without its frame. */
const PROMPT = { width: 420, height: 592 };
const POPUP = { width: 380, height: 560 };
/** The largest that browsers let a toolbar popup grow to. */
const LARGEST_POPUP = { width: 760, height: 600 };
const PAGE = { width: 1200, height: 760 };
const TALL = { ...PAGE, whole: true };
const PHONE = { width: 320, height: 640 };

function looksOf(size: { width: number; height: number }) {
  return {
    light: { ...size },
    dark: { ...size, theme: 'dark' },
    rtl: { ...size, rtl: true },
    narrow: { ...PHONE },
    large: { ...size, text: 200 },
    forced: { ...size, forced: true },
  } as const satisfies Record<string, Look>;
}

const { narrow: _, ...popup } = looksOf(POPUP);

/** Every view in all looks, or only in the first two. */
export const looks = {
  prompt: looksOf(PROMPT),
  popup: { ...popup, large: { ...LARGEST_POPUP, text: 200 } },
  page: looksOf(PAGE),
  tall: { light: TALL, dark: { ...TALL, theme: 'dark' }, rtl: { ...TALL, rtl: true } },
} as const;
export const brief = {
  prompt: { light: looks.prompt.light, dark: looks.prompt.dark },
  popup: { light: looks.popup.light, dark: looks.popup.dark },
  page: { light: looks.page.light, dark: looks.page.dark },
};
