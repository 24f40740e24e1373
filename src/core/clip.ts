import { fromUtf8, utf8 } from './bytes';

/** UTF-16 code units that are kept of a name; §sctn-strings-truncation asks for 64 bytes at least. */
export const MAX_NAME = 1000;

/** Its first `most` UTF-16 code units. A surrogate that lost its other half, there or before, becomes U+FFFD. */
export function clip(text: string, most: number): string {
  return fromUtf8(utf8(text.slice(0, most)));
}
