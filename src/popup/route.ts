import { computed, effect, signal } from '@preact/signals';

/** Where a page with several views stands; kept in the address, so that back, forward and reload work. */
export type Route =
  | { readonly view: 'list' }
  | { readonly view: 'credential'; readonly id: string }
  | { readonly view: 'settings' }
  | { readonly view: 'activity' }
  | { readonly view: 'trash' }
  | { readonly view: 'sync' }
  /** A device with nothing yet comes to others. */
  | { readonly view: 'join' }
  /** `id`: the one passkey to be exported; null: any. */
  | { readonly view: 'exchange'; readonly id: string | null };

const hash = signal(location.hash);
window.addEventListener('hashchange', () => {
  hash.value = location.hash;
});

export const route = computed<Route>(() => parseRoute(hash.value));

let opened: string | null = null;
effect(() => {
  if (route.value.view === 'credential') opened = route.value.id;
});

/** Id of the passkey that was looked at last, while this page has been open. */
export function lastOpened(): string | null {
  return opened;
}

export function parseRoute(address: string): Route {
  const [, view, id] =
    /^#(passkey|settings|activity|trash|sync|join|exchange)(?:\/([\w-]+))?$/.exec(address) ?? [];
  if (view === 'settings' || view === 'activity' || view === 'trash') return { view };
  if (view === 'sync' || view === 'join') return { view };
  if (view === 'exchange') return { view, id: id ?? null };
  if (view === 'passkey' && id !== undefined) return { view: 'credential', id };
  return { view: 'list' };
}

export function addressOf(to: Route): string {
  if (to.view === 'credential') return `#passkey/${to.id}`;
  if (to.view === 'exchange') return to.id === null ? '#exchange' : `#exchange/${to.id}`;
  return to.view === 'list' ? '#' : `#${to.view}`;
}

export function go(to: Route): void {
  location.hash = addressOf(to);
}
