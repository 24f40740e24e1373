import type { BackgroundMessage, FrameMessage, StaticMessage } from '../messages/bridge-background';
import type { PageOutcome, StaticOutcome } from '../messages/page-bridge';
import { connect, type ExtensionPort, forgetFailure } from './extension-api';
import type { Outgoing } from './outgoing';

/** Waits before each new connection after one that did not last; ms. */
const BACK_OFF = [0, 50, 200, 500, 500, 500];
/** A port that lived as long did its work: the worker was stopped, which is no failure; ms. */
const LASTING = 1000;

type Outcome = PageOutcome | StaticOutcome;

type RelayEnds = {
  readonly again: boolean;
  readonly settle: (outcome: Outcome) => void;
  /** From now on the background may send this document a FrameMessage. */
  readonly stand: () => void;
};

export type Relay = {
  open(): void;
  /** Gives up in the background until it is opened again. */
  rest(): void;
  /** The background asks for a request that stands, or about it; false where this is not the one. */
  heed(message: FrameMessage): boolean;
  /** Gives up in the background; settles with the outcome if there is one. */
  end(outcome?: Outcome): void;
};

/**
 * Carries one request to the background and its outcome back. A port that closes without an outcome is opened
 * anew with the same message, for as long as the page waits: the worker may be stopped at any time, and Chromium
 * closes a quiet port every half minute. `native` once the extension is gone or refuses to listen. A request that
 * stands has no port until the person picks it.
 */
export function relay(
  { port: name, id: own, message }: Outgoing,
  { again, settle, stand }: RelayEnds,
): Relay {
  let port: ExtensionPort | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let standing = false;
  let failures = 0;

  function close(): void {
    clearTimeout(timer);
    port?.disconnect();
    port = null;
  }

  function end(): void {
    over = true;
    close();
  }

  function giveUp(): void {
    try {
      if (standing) connect(name)?.postMessage({ type: 'withdraw', id: own });
      else port?.postMessage({ type: 'abort' });
    } catch {
      // Already disconnected, which ends the ceremony as well.
    }
    standing = false;
    close();
  }

  function finish(outcome: Outcome): void {
    if (over) return;
    end();
    settle(outcome);
  }

  function lost(closed: ExtensionPort, since: number): void {
    forgetFailure();
    if (port !== closed) return;
    port = null;
    if (Date.now() - since > LASTING) failures = 0;
    const wait = BACK_OFF[failures++];
    if (!again || wait === undefined) finish({ kind: 'native' });
    else timer = setTimeout(() => void open(), wait);
  }

  async function open(): Promise<void> {
    standing = false;
    const whole = await message;
    if (!over) send(whole);
  }

  function send(whole: object): void {
    const opened = connect(name);
    if (!opened) {
      finish({ kind: 'native' });
      return;
    }
    port = opened;
    const since = Date.now();
    opened.onMessage.addListener((reply) => {
      if (isOf('outcome', reply)) finish(reply.outcome);
      else if (isOf('standing', reply) && port === opened) {
        standing = true;
        port = null;
        opened.disconnect();
        stand();
      }
    });
    opened.onDisconnect.addListener(() => lost(opened, since));
    try {
      opened.postMessage(whole);
    } catch {
      lost(opened, since);
    }
  }

  return {
    open: () => void open(),
    rest: giveUp,
    heed({ type, id }) {
      if (!standing || over || id !== own) return false;
      if (type === 'resume') void open();
      return true;
    },
    end(outcome) {
      if (over) return;
      giveUp();
      if (outcome) finish(outcome);
      else end();
    },
  };
}

type Reply = BackgroundMessage | StaticMessage;

function isOf<Type extends Reply['type']>(
  type: Type,
  reply: unknown,
): reply is Extract<Reply, { readonly type: Type }> {
  return (reply as { readonly type?: unknown } | null)?.type === type;
}
