import { signal } from '@preact/signals';
import type { PasskeySummary } from '../../messages/surface-background';

/** Ids of the passkeys that are selected in the full page's list. */
export const selected = signal<ReadonlySet<string>>(new Set());

/** The row that was toggled last: shift and a click take all from there. */
let anchor: string | null = null;

export function clearSelected(): void {
  selected.value = new Set();
}

export function selectAll(rows: readonly PasskeySummary[]): void {
  selected.value = new Set(rows.map(({ id }) => id));
}

/** Selects or leaves one row; `extend`: all rows between the last one and it as well. */
export function toggleSelected(id: string, extend: boolean, rows: readonly PasskeySummary[]): void {
  const next = new Set(selected.value);
  const choose = !next.has(id);
  for (const each of extend ? between(rows, anchor, id) : [id]) {
    if (choose) next.add(each);
    else next.delete(each);
  }
  anchor = id;
  selected.value = next;
}

function between(rows: readonly PasskeySummary[], from: string | null, to: string): readonly string[] {
  const ids = rows.map(({ id }) => id);
  const end = ids.indexOf(to);
  const start = from === null ? -1 : ids.indexOf(from);
  return start < 0 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}
