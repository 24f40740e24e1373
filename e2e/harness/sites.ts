import {
  createServer as createInsecureServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { accounts } from '../../demo/accounts';
import { demoHandler } from '../../demo/handler';
import { makeCertificate } from './certificate';
import { framePage } from './frame-page';

/** Registrable domains; each stands for itself and its subdomains. `.test` is a public suffix to the browser. */
const DOMAINS = ['rp.test', 'other.test', 'not-rp.test'];
/** Sites of the same relying party under domains of their own, for related-origin requests. */
export const RELATED_HOSTS = [
  'first.test',
  'second.test',
  'third.test',
  'fourth.test',
  'fifth.test',
  'sixth.test',
];
/** Hosts that show the demo relying party, whose RP ID is rp.test. */
const DEMO_HOSTS = ['rp.test', 'login.rp.test', 'app.rp.test'];
export const DEMO_RP_ID = 'rp.test';

export type Sites = {
  /** Pin of the certificate, for LaunchOptions. */
  readonly pin: string;
  readonly port: number;
  /** `https://HOST:PORT` */
  origin(host: string): string;
  /** `http://HOST:PORT` of the same sites. */
  insecureOrigin(host: string): string;
  /** What a path answers from now on. Elsewhere: /frame is frame-page.ts, the demo on its hosts, else an empty page. */
  serve(host: string, path: string, answer: Answer): void;
  /** Headers of every request for that path since the start, oldest first. */
  asked(host: string, path: string): readonly IncomingHttpHeaders[];
  /** As when they started: nothing served, nothing asked, no accounts. */
  renew(): void;
  close(): Promise<void>;
};

export type Answer = {
  /** 200 where none is given. */
  readonly status?: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Many https sites on one port of this machine; the browser is told where `*.test` lives. */
export async function startSites(): Promise<Sites> {
  const names = [...DOMAINS, ...RELATED_HOSTS].flatMap((domain) => [domain, `*.${domain}`]);
  const { key, cert, pin } = makeCertificate([...names, 'rp.test.other.test']);
  const answers = new Map<string, Answer>();
  const asked = new Map<string, IncomingHttpHeaders[]>();
  const origins: string[] = [];
  const startDemo = () =>
    demoHandler(
      { rpId: DEMO_RP_ID, rpName: 'Harbour', origins, accounts: accounts() },
      fileURLToPath(new URL('../../dist/demo', import.meta.url)),
    );
  let demo = startDemo();
  const answerAll: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const place = url.hostname + url.pathname;
    asked.set(place, [...(asked.get(place) ?? []), request.headers]);
    const answer = answers.get(place);
    if (answer) return give(response, answer);
    if (DEMO_HOSTS.includes(url.hostname) && !['/empty', '/frame'].includes(url.pathname))
      return void demo(request, response).catch(() => response.destroy());
    if (url.pathname === '/frame') return give(response, { body: framePage });
    if (url.pathname === '/.well-known/webauthn') return void response.writeHead(404).end();
    give(response, { body: emptyPage(url.hostname) });
  };
  const servers = [createServer({ key, cert }, answerAll), createInsecureServer(answerAll)];
  const [port = 0, insecurePort] = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as AddressInfo).port;
    }),
  );
  const origin = (host: string) => `https://${host}:${port}`;
  origins.push(...DEMO_HOSTS.map(origin));
  return {
    pin,
    port,
    origin,
    insecureOrigin: (host) => `http://${host}:${insecurePort}`,
    serve: (host, path, answer) => void answers.set(host + path, answer),
    asked: (host, path) => asked.get(host + path) ?? [],
    renew() {
      answers.clear();
      asked.clear();
      demo = startDemo();
    },
    async close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

const emptyPage = (title: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1></body></html>`;

function give(response: ServerResponse, answer: Answer): void {
  const { status = 200, body, type = 'text/html; charset=utf-8', headers } = answer;
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers }).end(body);
}
