import type { Caller } from './caller';

/** Where the asking document stands among its ancestors, as client data tells it. */
export type Place =
  | { readonly crossOrigin: false }
  | { readonly crossOrigin: true; readonly topOrigin: string }
  /** Cross-origin below a top-level document that is opaque or that the browser does not tell of. */
  | { readonly crossOrigin: true; readonly topOrigin: null };

/** "Same-origin with its ancestors": all of them, so A in B in A is cross-origin. */
export function placeOf({ origin, ancestorOrigins }: Caller): Place {
  if (ancestorOrigins.every((ancestor) => ancestor === origin && ancestor !== 'null')) {
    return { crossOrigin: false };
  }
  const top = ancestorOrigins.at(-1) ?? '';
  const known = URL.canParse(top) && new URL(top).origin === top;
  return { crossOrigin: true, topOrigin: known ? top : null };
}
