import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { accounts } from './accounts';
import { demoHandler } from './handler';

export type DemoOptions = {
  /** 0 lets the system choose. */
  readonly port?: number;
  /** The RP ID, and by default the only host. */
  readonly rpId?: string;
  /** Hosts whose pages may sign in, without port. */
  readonly hosts?: readonly string[];
  /** PEM; without them the site is http, which browsers take as secure on localhost only. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where accounts are kept between runs; else in memory. */
  readonly file?: string;
  /** Folder of the built page. */
  readonly assets?: string;
};

export type Demo = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Next to this file when it is bundled into dist/demo. */
const BUILT = fileURLToPath(new URL('.', import.meta.url));

/** Starts the relying party; its accounts are its own. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, rpId = 'localhost', hosts = [rpId], tls, file, assets = BUILT } = options;
  const origins: string[] = [];
  const site = { rpId, rpName: 'Harbour', origins, accounts: accounts(file) };
  const handle = demoHandler(site, assets);
  const answer: Parameters<typeof createServer>[1] = (request, response) => {
    void handle(request, response).catch(() => response.destroy());
  };
  const server = tls ? createSecureServer(tls, answer) : createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  origins.push(...hosts.map((host) => `${tls ? 'https' : 'http'}://${host}:${bound}`));
  return {
    url: `${origins[0]}/`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
