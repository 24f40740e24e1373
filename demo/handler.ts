import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Account } from './accounts';
import {
  type Pending,
  type Site,
  SiteError,
  signIn,
  signInOptions,
  signUp,
  signUpOptions,
} from './relying-party';

type Session = { account?: Account; pending?: Pending };
type Body = Record<string, unknown>;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const ALGORITHMS = [-7, -8, -257];
const MAX_BODY = 1_000_000;

/** Answers every request of one site. `assets` is the folder of the built page (demo/build.mjs). */
export function demoHandler(site: Site, assets: string) {
  const sessions = new Map<string, Session>();

  const routes: Record<string, (session: Session, body: Body) => Promise<unknown>> = {
    'GET /api/account': async ({ account }) => (account ? describe(account) : null),

    'POST /api/sign-up/options': async (session, body) => {
      const userName = session.account?.userName ?? text(body.userName)?.trim();
      if (!userName) throw new SiteError('Please choose a user name.');
      if (!session.account && site.accounts.byName(userName)) throw new SiteError('That name is taken.');
      const user = session.account ?? { userName };
      const { options, pending } = await signUpOptions(site, user, {
        verification: verification(body),
        algorithms: typeof body.algorithm === 'number' ? [body.algorithm] : ALGORITHMS,
      });
      session.pending = pending;
      return options;
    },

    'POST /api/sign-up/verify': async (session, body) => {
      session.account = await signUp(site, take(session), body.response as Parameters<typeof signUp>[2]);
      return describe(session.account);
    },

    'POST /api/sign-in/options': async (session, body) => {
      const userName = text(body.userName)?.trim() || undefined;
      const { options, pending } = await signInOptions(site, userName, verification(body));
      session.pending = pending;
      return options;
    },

    'POST /api/sign-in/verify': async (session, body) => {
      session.account = await signIn(site, take(session), body.response as Parameters<typeof signIn>[2]);
      return describe(session.account);
    },

    'POST /api/sign-out': async (session) => {
      delete session.account;
      return null;
    },
  };

  function sessionOf(request: IncomingMessage, response: ServerResponse): Session {
    const id = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const known = id && sessions.get(id);
    if (known) return known;
    const fresh = crypto.randomUUID();
    const session: Session = {};
    sessions.set(fresh, session);
    response.setHeader('Set-Cookie', `session=${fresh}; Path=/; HttpOnly; SameSite=Lax`);
    return session;
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://demo');
    const route = routes[`${request.method} ${pathname}`];
    if (!route) return serveFile(assets, pathname, response);
    try {
      const answer = await route(sessionOf(request, response), await bodyOf(request));
      send(response, 200, answer);
    } catch (error) {
      // The library's own verification errors name what is wrong; on a playground the person may see that.
      send(response, 400, { error: error instanceof Error ? error.message : 'Something went wrong.' });
    }
  };
}

function take(session: Session): Pending {
  const { pending } = session;
  delete session.pending;
  if (!pending) throw new SiteError('This took too long; please begin again.');
  return pending;
}

function verification(body: Body): Pending['verification'] {
  const wanted = body.verification;
  return wanted === 'required' || wanted === 'discouraged' ? wanted : 'preferred';
}

function describe({ userName, passkeys }: Account) {
  return { userName, passkeys: passkeys.map(({ publicKey: _, ...shown }) => shown) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > MAX_BODY) throw new SiteError('That is too long.');
  }
  return body ? JSON.parse(body) : {};
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}

async function serveFile(assets: string, pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const type = TYPES[extname(name)];
  const bytes = type && /^[\w.-]+$/.test(name) && (await readFile(join(assets, name)).catch(() => null));
  if (!bytes) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(bytes);
}
