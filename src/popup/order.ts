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

type Sortable = Pick<PasskeySummary, 'createdAt' | 'lastUsedAt'>;

/** The orders by time; that by site is search.ts's, for it needs more. */
export const comparison: Readonly<Record<Exclude<Order, 'site'>, (a: Sortable, b: Sortable) => number>> = {
  used: (a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || b.createdAt - a.createdAt,
  created: (a, b) => b.createdAt - a.createdAt,
};
