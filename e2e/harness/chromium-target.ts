import type { CDPSession } from 'playwright';

/** A target that Playwright does not report; its messages go wrapped over the browser's own DevTools session. */
export type Target = {
  send<Result>(method: string, params?: object): Promise<Result>;
  detach(): Promise<void>;
};

export async function attach(session: CDPSession, targetId: string): Promise<Target> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const waiting = new Map<number, { done: (result: never) => void; failed: (error: Error) => void }>();
  let gone = false;

  session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const { id, result, error } = JSON.parse(message);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.failed(new Error(error.message));
    else call?.done(result as never);
  });
  session.on('Target.detachedFromTarget', ({ sessionId: from }) => {
    if (from !== sessionId) return;
    gone = true;
    for (const { failed } of waiting.values()) failed(new Error('the target is gone'));
    waiting.clear();
  });

  return {
    send<Result>(method: string, params: object = {}): Promise<Result> {
      if (gone) return Promise.reject(new Error('the target is gone'));
      last += 1;
      const id = last;
      const answer = new Promise<Result>((done, failed) => waiting.set(id, { done, failed }));
      const message = JSON.stringify({ id, method, params });
      return session.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answer);
    },
    detach: async () => void (await session.send('Target.detachFromTarget', { sessionId })),
  };
}
