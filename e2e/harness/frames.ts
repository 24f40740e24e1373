import { randomUUID } from 'node:crypto';
import type { Tab } from './browser';
import { type Create, creationOptions, type Get, type Outcome, requestOptions } from './ceremony';
import type { FrameReply, FrameRequest } from './frame-page';

/** A frame that shows frame-page.ts, wherever it comes from. */
export type Frame = {
  startCreate(wanted?: Create): Promise<void>;
  startGet(wanted?: Get): Promise<void>;
  outcome(): Promise<Outcome>;
  abort(): Promise<void>;
  /** Adds a frame within it. */
  embed(attributes: Readonly<Record<string, string>>): Promise<void>;
  /** document.open() with this text. */
  rewrite(text: string): Promise<void>;
  reload(): Promise<void>;
};

/** The frame that `path` leads to from the top-level page: of each document the n-th frame. */
export function frameIn(tab: Tab, ...path: number[]): Frame {
  function ask(request: FrameRequest): Promise<FrameReply['value']> {
    return tab.evaluate(
      ({ path, request, token }) => {
        let target: Window = window;
        for (const index of path) target = target[index] as Window;
        return new Promise<FrameReply['value']>((resolve, reject) => {
          const hear = ({ data }: MessageEvent<FrameReply>) => {
            if (data?.token !== token || !('value' in data)) return;
            removeEventListener('message', hear);
            resolve(data.value);
          };
          addEventListener('message', hear);
          target.postMessage({ token, request }, '*');
          if (request.type !== 'outcome')
            setTimeout(() => reject(new Error(`no answer to ${request.type} from frame ${path}`)), 5000);
        });
      },
      { path, request, token: randomUUID() },
    );
  }

  async function expectAnswer(request: FrameRequest, wanted: string): Promise<void> {
    const value = await ask(request);
    if (value !== wanted) throw new Error(`the frame says: ${JSON.stringify(value)}`);
  }

  return {
    startCreate: (wanted) =>
      expectAnswer({ type: 'start', kind: 'create', options: creationOptions(wanted) }, 'started'),
    startGet: (wanted) =>
      expectAnswer({ type: 'start', kind: 'get', options: requestOptions(wanted) }, 'started'),
    async outcome() {
      const value = await ask({ type: 'outcome' });
      if (typeof value === 'string') throw new Error(`the frame says: ${value}`);
      return value;
    },
    abort: () => expectAnswer({ type: 'abort' }, 'aborted'),
    embed: (attributes) => expectAnswer({ type: 'embed', attributes }, 'embedded'),
    rewrite: (text) => expectAnswer({ type: 'rewrite', text }, 'rewritten'),
    reload: () => expectAnswer({ type: 'reload' }, 'reloading'),
  };
}

/** What the relying party would read of where a ceremony took place. */
export function clientDataOf(outcome: Outcome): Record<string, unknown> {
  if (!outcome.ok) throw new Error(`${outcome.name}: ${outcome.message}`);
  return JSON.parse(Buffer.from(outcome.response.response.clientDataJSON, 'base64url').toString());
}
