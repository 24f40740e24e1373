import { type Bytes, toBase64url } from '../../core/bytes';
import { SyncError, type SyncFailure } from '../../core/sync/error';
import type { Limits, Remote } from '../../core/sync/remote';
import { readBounded, readBoundedBytes } from '../read-bounded';
import { authorization, type Challenge, readChallenge } from './http-auth';
import { PROPFIND_BODY, readListing } from './webdav-listing';

const LIMITS: Limits = { segmentBytes: 1_000_000, segments: 24, slack: 1, slackBytes: 64_000 };
/** An answer that takes longer counts as none; ms. */
const PATIENCE = 30_000;
/** What is tried again by itself, and after how long; ms. */
const PAUSES = [500, 2000];
/** No object of ours is larger, and no listing of one folder. */
const LARGEST = 64 * 1024 * 1024;
const LARGEST_LISTING = 16 * 1024 * 1024;

export type WebdavPorts = {
  /** Latchkey's own folder; ends with a slash. */
  readonly folder: URL;
  readonly user: string;
  readonly password: string;
  readonly fetch: typeof fetch;
  readonly random: (length: number) => Bytes;
  readonly isOnline: () => boolean;
  /** Whether the browser lets us reach that host. */
  readonly isAllowed: () => Promise<boolean>;
  /** Once it is aborted nothing is sent any more. */
  readonly signal: AbortSignal;
  readonly pause?: (ms: number) => Promise<void>;
  /** Bytes of an answer that are read at most. */
  readonly largest?: number;
};

type Call = {
  readonly method: string;
  readonly name: string;
  readonly body?: Bytes | string;
  readonly depth?: string;
};

/** A folder on a WebDAV server (RFC 4918). Uses GET, PUT, DELETE, PROPFIND of depth 1, and MKCOL once. */
export function webdavRemote(ports: WebdavPorts): Remote {
  const { folder, user, password } = ports;
  const pause = ports.pause ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  let challenge: Challenge | null = null;
  let uses = 0;

  function request({ method, name, body, depth }: Call): Promise<Response> {
    const url = new URL(name, folder);
    uses += 1;
    const use = { method, uri: url.pathname, count: uses, cnonce: toBase64url(ports.random(12)) };
    const headers = {
      ...(challenge ? { Authorization: authorization(challenge, { user, password }, use) } : {}),
      ...(depth === undefined ? {} : { Depth: depth, 'Content-Type': 'application/xml; charset=utf-8' }),
      ...(method === 'PUT' ? { 'Content-Type': 'application/octet-stream' } : {}),
    };
    return ports.fetch(url.href, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // No cookies, and no password prompt of the browser's; a redirect is told and not followed.
      ...{ credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer' },
      signal: AbortSignal.any([ports.signal, AbortSignal.timeout(PATIENCE)]),
    });
  }

  async function once(call: Call): Promise<Response> {
    const answer = await request(call).catch(failed);
    if (answer.status !== 401) return answer;
    // The first time, or the nonce has run out (RFC 7616 §3.3, stale): with what it asks for, once more.
    const asked = readChallenge(answer.headers.get('WWW-Authenticate'));
    const isNew = asked !== null && (asked.scheme === 'digest' || challenge === null);
    if (!asked || !isNew) return answer;
    challenge = asked;
    uses = 0;
    return request(call).catch(failed);
  }

  function failed(cause: unknown): never {
    ports.signal.throwIfAborted();
    if (cause instanceof Error && cause.name === 'TimeoutError') throw new SyncError('timeout', { cause });
    throw new SyncError(ports.isOnline() ? 'unreachable' : 'offline', { cause });
  }

  /** Throws for every answer but the given ones. What may be better in a moment is tried again. */
  async function ask(call: Call, fine: readonly number[]): Promise<Response> {
    if (!(await ports.isAllowed())) throw new SyncError('no-permission');
    if (!ports.isOnline()) throw new SyncError('offline');
    for (const wait of [...PAUSES, null]) {
      try {
        const answer = await once(call);
        if (fine.includes(answer.status)) return answer;
        throw new SyncError(reasonOf(answer));
      } catch (error) {
        const again = error instanceof SyncError && ['busy', 'timeout', 'unreachable'].includes(error.reason);
        if (!again || wait === null) throw error;
        await pause(wait);
      }
    }
    throw new SyncError('refused');
  }

  async function list() {
    const answer = await ask({ method: 'PROPFIND', name: '', body: PROPFIND_BODY, depth: '1' }, [207, 404]);
    if (answer.status === 404) {
      // 405: it is there after all, such as by another device a moment ago.
      await ask({ method: 'MKCOL', name: '' }, [201, 405]);
      return new Map<string, string>();
    }
    const now = Date.parse(answer.headers.get('Date') ?? '');
    const once = () => toBase64url(ports.random(6));
    const xml = await readBounded(answer, ports.largest ?? LARGEST_LISTING).catch(failed);
    const listing = xml === null ? null : readListing(xml, now, once);
    if (!listing) throw new SyncError('not-webdav');
    return listing;
  }

  return {
    limits: LIMITS,
    settled: true,
    list,
    async read(name) {
      const answer = await ask({ method: 'GET', name }, [200, 404]);
      if (answer.status === 404) return null;
      const content = await readBoundedBytes(answer, ports.largest ?? LARGEST).catch(failed);
      if (!content) throw new SyncError('damaged');
      return content;
    },
    async write(name, content) {
      await ask({ method: 'PUT', name, body: content }, [200, 201, 204]);
    },
    async remove(name) {
      await ask({ method: 'DELETE', name }, [200, 202, 204, 404]);
    },
  };
}

const REASONS: Readonly<Record<number, SyncFailure>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-webdav',
  409: 'not-found',
  413: 'too-large',
  423: 'busy',
  429: 'busy',
  501: 'not-webdav',
  502: 'busy',
  503: 'busy',
  504: 'busy',
  507: 'full',
};

function reasonOf({ status, type }: Response): SyncFailure {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'moved';
  return REASONS[status] ?? (status < 400 ? 'not-webdav' : 'refused');
}
