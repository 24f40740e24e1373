import { browser } from '../../browser';

/**
 * Asks the browser to let us reach a server, where it does not yet. Must be called in answer to a click, before
 * anything is awaited. An address that is none is left to the background to refuse.
 */
export function askForHost(typed: string): Promise<boolean> {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return Promise.resolve(true);
  const { protocol, hostname } = new URL(address);
  if (!['https:', 'http:'].includes(protocol) || hostname === '') return Promise.resolve(true);
  // Refused and not asked for at all look the same to us: the background finds out which hosts it may reach.
  return browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] }).catch(() => true);
}
