import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A small WebDAV server on this machine, for where no other is installed and for what others cannot be made to do. */
export type WebdavServer = {
  readonly url: string;
  readonly files: Map<string, Buffer>;
  /** Method and path of each request, in order. */
  readonly requests: string[];
  /** Answers in place of the file system's; null lets the request through. */
  refuse: ((method: string, path: string) => number | null) | null;
  /** Where every request is sent on to. */
  redirect: string | null;
  auth: 'none' | 'basic' | 'digest';
  /** Stops answering, and at the same address begins again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

export const USER = 'ada';
export const PASSWORD = 'app-pass: ü';

type Options = { readonly tls?: { readonly key: string; readonly cert: string } };

export async function startWebdavServer({ tls }: Options = {}): Promise<WebdavServer> {
  const files = new Map<string, Buffer>();
  const folders = new Set(['/']);
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response).catch(() => response.destroy());
  };
  const http = tls ? createSecureServer(tls, listener) : createServer(listener);
  const listen = (port: number) => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  await listen(0);
  const { port } = http.address() as AddressInfo;
  const server: WebdavServer = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/`,
    files,
    requests: [],
    refuse: null,
    redirect: null,
    auth: 'none',
    ...{ stop, close: stop, start: () => listen(port) },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '/' } = request;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    server.requests.push(`${method} ${path}`);
    const refused = server.refuse?.(method, path) ?? null;
    const end = (status: number, body: string | Buffer = '') => void response.writeHead(status).end(body);
    if (refused !== null) return end(refused);
    if (server.redirect) return void response.writeHead(307, { Location: server.redirect + path }).end();
    if (!admitted(request)) {
      const offers = {
        none: '',
        basic: 'Basic realm="files"',
        digest: 'Digest realm="files", nonce="n1", qop="auth"',
      };
      return void response.writeHead(401, { 'WWW-Authenticate': offers[server.auth] }).end();
    }
    if (method === 'MKCOL') {
      const isThere = folders.has(path);
      folders.add(path);
      return end(isThere ? 405 : 201);
    }
    if (method === 'PROPFIND') return folders.has(path) ? end(207, listing(path)) : end(404);
    if (method === 'GET') return files.has(path) ? end(200, files.get(path)) : end(404);
    if (method === 'DELETE') return end(files.delete(path) ? 204 : 404);
    if (method !== 'PUT') return end(405);
    if (!folders.has(path.slice(0, path.lastIndexOf('/') + 1))) return end(409);
    files.set(path, Buffer.concat(parts));
    end(201);
  }

  function admitted({ headers, method }: IncomingMessage): boolean {
    const { authorization = '' } = headers;
    if (server.auth === 'none') return true;
    if (server.auth === 'basic') {
      return authorization === `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    }
    const value = (name: string) => new RegExp(`${name}="?([^",]*)`).exec(authorization)?.[1] ?? '';
    const hash = (text: string) => createHash('md5').update(text).digest('hex');
    const ha1 = hash(`${USER}:files:${PASSWORD}`);
    const ha2 = hash(`${method}:${value('uri')}`);
    return value('response') === hash([ha1, 'n1', value('nc'), value('cnonce'), 'auth', ha2].join(':'));
  }

  function listing(folder: string): string {
    const tag = (content: Buffer) => createHash('sha1').update(content).digest('hex').slice(0, 12);
    const all = [...files].filter(([path]) => path.startsWith(folder));
    const rows = all.map(
      ([path, content]) =>
        `<D:response><D:href>${path}</D:href><D:propstat><D:prop><D:getetag>&quot;${tag(content)}&quot;</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`,
    );
    return `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>${folder}</D:href></D:response>${rows.join('')}</D:multistatus>`;
  }

  return server;
}
