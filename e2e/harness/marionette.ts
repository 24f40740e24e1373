/**
 * Firefox's own automation protocol over TCP: each packet is `LENGTH:JSON`, a command `[0, id, name, parameters]`,
 * an answer `[1, id, error, result]`. Commands may be under way side by side.
 */
import { connect, type Socket } from 'node:net';

export type Marionette = {
  ask<Result>(command: string, parameters?: object): Promise<Result>;
};

type Answer = readonly [1, number, { readonly error: string; readonly message: string } | null, unknown];
type Call = { readonly done: (result: never) => void; readonly failed: (error: Error) => void };

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket: Socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Call>();
  let last = 0;
  let gone: Error | null = null;

  function settle([, id, error, result]: Answer): void {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.failed(new Error(`${error.error}: ${error.message}`));
    else call?.done(result as never);
  }

  function lose(why: Error): void {
    gone = why;
    for (const { failed } of waiting.values()) failed(why);
    waiting.clear();
  }

  await new Promise<void>((greeted, failed) => {
    let bytes = Buffer.alloc(0);
    socket.once('error', failed);
    socket.on('error', lose);
    socket.on('close', () => lose(new Error('Firefox has ended')));
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (;;) {
        const colon = bytes.indexOf(':');
        const end = colon + 1 + Number(bytes.subarray(0, Math.max(0, colon)));
        if (colon < 0 || bytes.length < end) return;
        const packet: unknown = JSON.parse(bytes.subarray(colon + 1, end).toString());
        bytes = bytes.subarray(end);
        if (Array.isArray(packet)) settle(packet as unknown as Answer);
        else greeted();
      }
    });
  });

  return {
    ask(command, parameters = {}) {
      if (gone) return Promise.reject(gone);
      last += 1;
      const id = last;
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
      return new Promise((done, failed) => waiting.set(id, { done, failed }));
    },
  };
}
