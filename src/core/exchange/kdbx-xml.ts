import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { ExchangeError } from './error';
import { isPasskeyAttribute, type KdbxEntries, PROTECTED } from './kdbx';
import { MAX_DEPTH, MAX_NODES } from './limits';
import type { Members } from './shape';

/**
 * The XML that KeePass 2 and KeePassXC export: groups of entries, each with `String` elements of `Key` and
 * `Value`. Old versions of an entry (`History`) and what lies in the recycle bin are left alone. Null where it is
 * another document. Entities of a document type are not known to the parser, so nothing can grow by them.
 */
export function kdbxEntriesInXml(xml: string): KdbxEntries | null {
  expectModest(xml);
  const root = parse(xml);
  if (root?.name !== 'KeePassFile') return null;
  const bin = textOf(child(child(root, 'Meta'), 'RecycleBinUUID'));
  const all: Members[] = [];
  const left = children(child(root, 'Root'), 'Group');
  for (let group = left.pop(); group !== undefined; group = left.pop()) {
    if (bin !== '' && textOf(child(group, 'UUID')) === bin) continue;
    for (const entry of children(group, 'Entry')) all.push(attributesOf(entry));
    for (const inner of children(group, 'Group')) left.push(inner);
  }
  const entries = all.filter((attributes) => Object.keys(attributes).some(isPasskeyAttribute));
  return { entries, others: all.length - entries.length };
}

function parse(xml: string): XmlElement | null {
  try {
    return parseXml(xml).root;
  } catch (cause) {
    throw new ExchangeError('malformed', { cause });
  }
}

/** Looks at nesting and number of elements, without building any: the parser calls itself for each level. */
function expectModest(xml: string): void {
  let depth = 0;
  let nodes = 0;
  let end = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) {
    const next = xml[at + 1];
    if (next === '/') depth -= 1;
    else if (next !== '!' && next !== '?') {
      nodes += 1;
      // One sign may end a million beginnings: it is looked for once.
      if (end !== -1 && end < at) end = xml.indexOf('>', at);
      const isEmpty = end !== -1 && xml[end - 1] === '/';
      if (!isEmpty) depth += 1;
      if (depth > MAX_DEPTH || nodes > MAX_NODES) throw new ExchangeError('hostile');
    }
  }
}

function attributesOf(entry: XmlElement): Members {
  return Object.fromEntries(
    children(entry, 'String').map((string) => {
      const value = child(string, 'Value');
      const isProtected = value?.attributes.Protected?.toLowerCase() === 'true';
      return [textOf(child(string, 'Key')), isProtected ? PROTECTED : textOf(value)];
    }),
  );
}

function children(element: XmlElement | null, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => node instanceof XmlElement && node.name === name,
  );
}

function child(element: XmlElement | null, name: string): XmlElement | null {
  return children(element, name)[0] ?? null;
}

function textOf(element: XmlElement | null): string {
  return element?.text ?? '';
}
