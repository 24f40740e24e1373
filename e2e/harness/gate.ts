import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a server and passes everything on; `after` is told of each request once it has been answered. */
export type Gate = {
  readonly url: string;
  /** What it returns is awaited before the answer goes back. */
  after: ((method: string, path: string) => Promise<void>) | null;
  close(): Promise<void>;
};

export async function gateBefore(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const http = createServer((asked, answer) => {
    const { method = '', url: path = '/', headers } = asked;
    const on = request({ hostname, port, method, path, headers }, (answered) => {
      const parts: Buffer[] = [];
      answered.on('data', (part: Buffer) => parts.push(part));
      answered.on('error', () => answer.destroy());
      answered.on('end', () => {
        void (gate.after?.(method, path) ?? Promise.resolve()).finally(() => {
          answer.writeHead(answered.statusCode ?? 502, answered.headers).end(Buffer.concat(parts));
        });
      });
    });
    // As if nobody were there.
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const gate: Gate = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    after: null,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return gate;
}
