import type { BridgeReply, PageOutcome, PageRequest, StaticOutcome } from '../messages/page-bridge';
import { HANDOVER } from './handover';
import { apply, create, getOwnPropertyDescriptor, knownGetterOf } from './primordials';

type WithoutId<Request> = Request extends PageRequest ? Omit<Request, 'id'> : never;
/** What is asked of the bridge and answered by it. */
export type Question = WithoutId<Exclude<PageRequest, { type: 'abort' }>>;
type Outcome = PageOutcome | StaticOutcome;

export type Channel = {
  /** `settle` is called once, unless the result, which withdraws the question, was called before. */
  ask(question: Question, settle: (outcome: Outcome) => void): () => void;
};

/** How long a living bridge may take to say that it heard; ms. An extension that was unloaded never does. */
const HEARD_WITHIN = 2000;

const NATIVE: Outcome = { kind: 'native' };
const { postMessage } = MessagePort.prototype;
const dataOf = knownGetterOf<BridgeReply>(MessageEvent.prototype, 'data');
const { setTimeout: setTimer, clearTimeout: clearTimer } = window;

type Waiting = { readonly settle: (outcome: Outcome) => void; readonly timer: ReturnType<typeof setTimeout> };

/**
 * Hands one end of a private channel to the bridge, by an event that is over before any script of the page runs.
 * Null where no bridge took it.
 */
export function openChannel(): Channel | null {
  const { port1: port, port2: theirs } = new MessageChannel();
  const handover = new MessageEvent(HANDOVER, { ports: [theirs], cancelable: true });
  if (dispatchEvent(handover)) return null;

  const waiting: { [id: number]: Waiting } = create(null);
  let last = 0;
  let gone = false;

  function take(id: number): Waiting | undefined {
    const taken = waiting[id];
    delete waiting[id];
    if (taken) apply(clearTimer, window, [taken.timer]);
    return taken;
  }

  port.onmessage = (event) => {
    gone = false;
    // A clone of what our own bridge sent. Only what is its own counts: the page may add to Object.prototype.
    const reply = dataOf(event);
    if (isHeard(reply)) apply(clearTimer, window, [waiting[reply.id]?.timer]);
    else take(reply.id)?.settle(reply.outcome);
  };

  return {
    ask(question, settle) {
      if (gone) {
        settle(NATIVE);
        return () => {};
      }
      const id = ++last;
      const withdraw = () => {
        if (take(id)) apply(postMessage, port, [{ type: 'abort', id }]);
      };
      const unheard = () => {
        gone = true;
        withdraw();
        settle(NATIVE);
      };
      waiting[id] = { settle, timer: apply(setTimer, window, [unheard, HEARD_WITHIN]) };
      apply(postMessage, port, [{ ...question, id }]);
      return withdraw;
    },
  };
}

function isHeard(reply: BridgeReply): reply is Extract<BridgeReply, { heard: true }> {
  return getOwnPropertyDescriptor(reply, 'heard') !== undefined;
}
