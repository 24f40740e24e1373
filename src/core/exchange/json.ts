import { type Bytes, fromUtf8 } from '../bytes';
import { ExchangeError } from './error';
import { MAX_DEPTH, MAX_NODES } from './limits';

/** UTF-8 with or without a byte order mark. Throws malformed. */
export function textOf(bytes: Uint8Array): string {
  try {
    const text = fromUtf8(bytes);
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch (cause) {
    throw new ExchangeError('malformed', { cause });
  }
}

/** JSON of a stranger. Throws malformed, or hostile before anything deep or of millions of parts is built. */
export function parseJson(text: string): unknown {
  expectModest(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ExchangeError('malformed', { cause });
  }
  const mayBeThere = text.includes('__proto__') || text.includes('\\u');
  if (mayBeThere && hasHostileName(value)) throw new ExchangeError('hostile');
  return value;
}

export function parseJsonBytes(bytes: Bytes): unknown {
  return parseJson(textOf(bytes));
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Looks at its nesting and at how many objects and lists it has, without building anything. */
function expectModest(text: string): void {
  let depth = 0;
  let nodes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      nodes += 1;
      if (depth > MAX_DEPTH || nodes > MAX_NODES) throw new ExchangeError('hostile');
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    if (code === BACKSLASH) at += 1;
  }
  return at;
}

/** A member named __proto__ turns into something else wherever objects are merged carelessly. */
function hasHostileName(value: unknown): boolean {
  const left: unknown[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) return true;
    for (const inner of Object.values(next))
      if (typeof inner === 'object' && inner !== null) left.push(inner);
  }
  return false;
}
