import type { ObjectName } from '../../core/sync/remote';

/** What PROPFIND is asked for: tags where the server has them, else time and size stand for one. */
export const PROPFIND_BODY =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<propfind xmlns="DAV:"><prop><getetag/><getlastmodified/><getcontentlength/></prop></propfind>';

/**
 * Reads a multistatus answer (RFC 4918 §13). A worker has no XML parser, and of a stranger's XML we want three
 * texts for each of our own names: what else it holds is passed over, and nothing in it is trusted. Null where
 * it is no multistatus at all.
 *
 * Many servers make tags of a time in whole seconds. What was written this very moment, by the server's clock
 * `now`, may be written once more and keep its tag; so such a tag is made to be no other's, and the object is
 * read again next time.
 */
export function readListing(
  xml: string,
  now = Number.NaN,
  once = () => '',
): ReadonlyMap<ObjectName, string> | null {
  if (!/<(?:[\w-]+:)?multistatus[\s>]/i.test(xml)) return null;
  const found = new Map<ObjectName, string>();
  for (const part of xml.split(/<(?:[\w-]+:)?response(?=[\s>])/i).slice(1)) {
    const name = nameIn(textOf(part, 'href'));
    if (name === null) continue;
    const tag = textOf(part, 'getetag');
    const isFresh = now - Date.parse(textOf(part, 'getlastmodified')) < FRESH_FOR;
    const stand = `${textOf(part, 'getlastmodified')} ${textOf(part, 'getcontentlength')}`;
    found.set(name, ((tag || stand).trim() || 'unknown') + (isFresh ? ` ${once()}` : ''));
  }
  return found;
}

/** Milliseconds. */
const FRESH_FOR = 3000;

function textOf(part: string, element: string): string {
  const match = new RegExp(`<(?:[\\w-]+:)?${element}(?:\\s[^>]*)?>([^<]*)<`, 'i').exec(part);
  return (match?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&').trim();
}

function nameIn(href: string): ObjectName | null {
  return /(?:^|\/)([0-9a-f]{32})$/.exec(href)?.[1] ?? null;
}
