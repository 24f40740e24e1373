import * as v from 'valibot';
import { browser, type Runtime } from '../browser';
import { bridgeMessage, CEREMONY_PORT, STATICS_PORT, staticRequest } from '../messages/bridge-background';
import { EXCHANGE_PORT } from '../messages/surface/exchange';
import {
  PROMPT_PORT,
  SURFACE_PORT,
  type SurfaceReply,
  type SurfaceRequest,
  type SurfaceResults,
  surfaceRequest,
} from '../messages/surface-background';
import type { Ceremonies } from './ceremony/ceremonies';
import type { Prompts } from './ceremony/prompts';
import type { Entrance } from './entrance';
import type { ExchangeDesk } from './exchange/desk';
import { failureOf } from './failure';
import { detach, logFailure } from './log';
import type { Newsroom } from './news';
import { frameOf, isSurface } from './sender';
import type { Standing } from './standing/standing';
import type { Statics } from './statics';

/** One handler for each request with a result in `Results`; the type demands every one. */
export type HandlersFor<Results> = {
  readonly [Type in keyof Results]: (
    request: Extract<SurfaceRequest, { type: Type }>,
  ) => Promise<Results[Type]>;
};

/** What our own pages can ask for. */
export type SurfaceHandlers = HandlersFor<SurfaceResults>;

export type RouterPorts = {
  readonly enter: Entrance;
  readonly ceremonies: Ceremonies;
  readonly standing: Standing;
  readonly statics: Statics;
  readonly prompts: Prompts;
  readonly newsroom: Newsroom;
  readonly exchange: ExchangeDesk;
  readonly handlers: SurfaceHandlers;
};

/**
 * All doors into the background, ordered by trust: frames of web pages may open a ceremony's port and nothing
 * else; only our own pages reach the handlers. Must be called before the worker's first await, or the message
 * that woke the worker is lost.
 */
export function route({ statics, prompts, newsroom, exchange, handlers, ...frames }: RouterPorts): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === CEREMONY_PORT) openToFrames(port, frames);
    else if (port.name === STATICS_PORT) answerStatics(port, statics);
    else if (!isSurface(port.sender)) port.disconnect();
    else if (port.name === SURFACE_PORT) newsroom.join(port);
    else if (port.name === EXCHANGE_PORT) exchange.join(port);
    else if (port.name.startsWith(PROMPT_PORT)) prompts.join(port);
    else port.disconnect();
  });

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isSurface(sender)) return undefined;
    const parsed = v.safeParse(surfaceRequest, message);
    if (!parsed.success) return undefined;
    return answer(handlers, parsed.output);
  });
}

type FramePorts = Pick<RouterPorts, 'enter' | 'ceremonies' | 'standing'>;

/** The hostile side: sender first, then schema, then the ceremony. */
function openToFrames(port: Runtime.Port, { enter, ceremonies, standing }: FramePorts): void {
  const sender = frameOf(port.sender);
  if (!sender) {
    port.disconnect();
    return;
  }
  let begun: string | null = null;
  port.onMessage.addListener((message: unknown) => {
    const parsed = v.safeParse(bridgeMessage, message);
    if (!parsed.success) port.disconnect();
    else if (parsed.output.type === 'abort') {
      if (!begun) return;
      ceremonies.end(begun, 'aborted');
      // It may have begun to stand just now, of which its document has not heard yet.
      detach('withdrawal', standing.withdraw(begun, sender));
    } else if (parsed.output.type === 'withdraw') {
      port.disconnect();
      detach('withdrawal', standing.withdraw(parsed.output.id, sender));
    } else if (begun) {
      // One ceremony for one port.
      port.disconnect();
    } else {
      begun = parsed.output.id;
      detach('ceremony', enter(port, sender, parsed.output));
    }
  });
}

/** One message, at most one answer; whatever goes wrong, the browser's own method answers the page. */
function answerStatics(port: Runtime.Port, statics: Statics): void {
  const sender = frameOf(port.sender);
  port.onMessage.addListener((message: unknown) => {
    const parsed = v.safeParse(staticRequest, message);
    if (!sender || !parsed.success) port.disconnect();
    else
      detach(
        'static call',
        statics.answer(port, sender, parsed.output).finally(() => port.disconnect()),
      );
  });
}

async function answer<Type extends keyof SurfaceResults>(
  handlers: SurfaceHandlers,
  request: Extract<SurfaceRequest, { type: Type }>,
): Promise<SurfaceReply<Type>> {
  try {
    const handler: SurfaceHandlers[Type] = handlers[request.type];
    return { ok: true, value: await handler(request) };
  } catch (error) {
    logFailure(request.type, error);
    return { ok: false, failure: failureOf(error) };
  }
}
