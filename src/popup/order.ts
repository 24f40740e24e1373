import { signal } from '@preact/signals';
import type { PasskeySummary } from '../messages/surface-background';

/** How the full page's list is sorted. */
export type Order = 'site' | 'used' | 'created';
export const ORDERS: readonly Order[] = ['site', 'used', 'created'];

/** The last choice, kept by the page itself. Nothing secret. */
const KEY = 'order';

function kept(): Order {
  const value = globalThis.localStorage?.getItem(KEY);
  return ORDERS.find((order) => order === value) ?? 'site';
}

export const order = signal<Order>(kept());

export function chooseOrder(chosen: Order): void {
  localStorage.setItem(KEY, chosen);
  order.value = chosen;
}

type Sortable = Pick<PasskeySummary, 'createdAt' | 'lastUsedAt'> & {
  readonly site: string;
  readonly words: string;
};

const compare: Readonly<Record<Order, (a: Sortable, b: Sortable) => number>> = {
  site: (a, b) => byText(a.site, b.site) || byText(a.words, b.words),
  used: (a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || b.createdAt - a.createdAt,
  created: (a, b) => b.createdAt - a.createdAt,
};

export function comparison(by: Order): (a: Sortable, b: Sortable) => number {
  return compare[by];
}

/** By code units: host names are ASCII, and a collator is a hundred times slower on ten thousand rows. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
