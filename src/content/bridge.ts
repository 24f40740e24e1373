/**
 * The frame's side that the page cannot reach: takes the one port that page.ts hands over before any script of the
 * page runs, adds what only the frame knows, and relays. Who asks is not its business: the background reads that
 * from the sender. A forged message could do no more than the page can by calling navigator.credentials.
 */
import type { FrameMessage } from '../messages/bridge-background';
import type { BridgeReply, PageOutcome, StaticOutcome } from '../messages/page-bridge';
import { BRIDGED, CEREMONY_PORT } from '../messages/port-names';
import { hearBackground } from './extension-api';
import { framePolicy } from './frame-policy';
import { HANDOVER } from './handover';
import { type Asked, isRequest, outgoingOf } from './outgoing';
import { type Relay, relay } from './relay';

/** Floods end here, at the browser's own methods (D20). */
const MAX_RUNNING = 64;

const NATIVE = { kind: 'native' } as const;
const NOT_ALLOWED = {
  kind: 'error',
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
} as const;

// Whether there is anything to hand over is page.ts's to find out: a look at `navigator` here would cost each frame.
if (isSecureContext) addEventListener(HANDOVER, take, { capture: true, once: true });

function take(event: Event): void {
  const port = (event as MessageEvent).ports?.[0];
  if (!port) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  Object.assign(globalThis, { [BRIDGED]: true });
  serve(port);
}

function serve(port: MessagePort): void {
  const policy = framePolicy();
  const running = new Map<number, { readonly relay: Relay; readonly whenLeft: PageOutcome | null }>();

  function reply(message: BridgeReply): void {
    port.postMessage(message);
  }

  /**
   * A document in the back/forward cache keeps its promises, but no ceremony may outlive a navigation (D29). What
   * waits for the person waits on when they come back.
   */
  function leave(): void {
    for (const { relay, whenLeft } of running.values())
      if (whenLeft) relay.end(whenLeft);
      else relay.rest();
  }

  function comeBack({ persisted }: PageTransitionEvent): void {
    if (persisted) for (const { relay } of running.values()) relay.open();
  }

  let hears = false;
  /** The background has something to say only of requests that stand. */
  function hear(): void {
    if (hears) return;
    hears = true;
    hearBackground((message) =>
      [...running.values()].some(({ relay }) => relay.heed(message as FrameMessage)),
    );
  }

  function start(asked: Asked): void {
    const { id } = asked;
    const outgoing = running.size < MAX_RUNNING ? outgoingOf(asked, policy) : null;
    if (!outgoing) {
      reply({ id, outcome: NATIVE });
      return;
    }
    reply({ id, heard: true });
    const settle = (outcome: PageOutcome | StaticOutcome) => {
      running.delete(id);
      reply({ id, outcome });
    };
    const started = relay(outgoing, { again: outgoing.port === CEREMONY_PORT, settle, stand: hear });
    running.set(id, { relay: started, whenLeft: whenLeft(asked) });
    // For each request anew: document.open() takes listeners away.
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    // As with the browser's own method: a page that is made ready before anybody sees it asks once it is shown (D34).
    if (isPrerendering())
      document.addEventListener('prerenderingchange', () => running.has(id) && started.open(), {
        once: true,
      });
    else started.open();
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isRequest(data)) return;
    if (data.type !== 'abort') return start(data);
    running.get(data.id)?.relay.end();
    running.delete(data.id);
  };
}

/** Chromium alone has it. */
function isPrerendering(): boolean {
  return (document as { readonly prerendering?: boolean }).prerendering === true;
}

/** How the page's request ends when its document is left; null for a conditional get(), which waits. */
function whenLeft(asked: Asked): PageOutcome | null {
  if (asked.type === 'get' && asked.request.mediation === 'conditional') return null;
  return asked.type === 'get' || asked.type === 'create' ? NOT_ALLOWED : NATIVE;
}
