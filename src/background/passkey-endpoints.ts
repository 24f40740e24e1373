import { type PasskeyEndpoints, readPasskeyEndpoints } from '../core/client/passkey-endpoints';
import { readBounded } from './read-bounded';

/** A file larger than this is refused; bytes. */
const MAX_SIZE = 16 * 1024;
/** A server that takes longer than this is refused; ms. */
const MAX_TIME = 8000;

/**
 * Asks a site where its pages for passkeys are, because the person wants to go there: without cookies or referrer,
 * and without following it elsewhere. Any failure reads as a site that tells nothing.
 */
export async function passkeyEndpoints(rpId: string): Promise<PasskeyEndpoints | null> {
  try {
    const response = await fetch(`https://${rpId}/.well-known/passkey-endpoints`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(MAX_TIME),
    });
    const text = await readBounded(response, MAX_SIZE);
    if (text === null) return null;
    const contentType = response.headers.get('content-type') ?? '';
    return readPasskeyEndpoints(rpId, { status: response.status, contentType, text });
  } catch {
    return null;
  }
}
