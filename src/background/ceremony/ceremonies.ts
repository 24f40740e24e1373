import type { Runtime } from '../../browser';
import type { Answer } from '../../core/authenticator/consent';
import type { CredentialId } from '../../core/bytes';
import { as, fromBase64url, toBase64url } from '../../core/bytes';
import type { Caller } from '../../core/client/caller';
import type { Client, NativeReason, Outcome } from '../../core/client/client';
import { clampTimeout } from '../../core/client/timeout';
import type { Platform } from '../../core/platform';
import { CeremonyError, type CeremonyReason } from '../../core/webauthn/error';
import type { Assertion, Registration } from '../../core/webauthn/response';
import type { PageOutcome } from '../../messages/page-bridge';
import type { PromptNews } from '../../messages/surface-background';
import { detach, logFailure } from '../log';
import type { FrameSender } from '../sender';
import type { Picked } from '../standing/standing-request';
import { callerOf } from './caller-of';
import { type Ceremony, type CeremonyRequest, deliver, post, startCeremony } from './ceremony';
import type { CeremonyRecord, CeremonyRecords } from './record';

export type Ceremonies = {
  /** A frame asks, or asks again after its worker died. */
  begin(
    port: Runtime.Port,
    sender: FrameSender,
    request: CeremonyRequest,
    /** How the person picked a request that stood. */
    picked?: Picked | null,
  ): Promise<void>;
  /**
   * The ceremony if this worker runs it, once it asks or was answered; waits a moment for a frame that is about to
   * ask again.
   */
  find(id: string): Promise<Ceremony | null>;
  /** The ceremony that has been asking the person the longest. */
  waiting(): Ceremony | null;
  /** Ends all ceremonies, such as when the vault locks. */
  endAll(reason: CeremonyReason): void;
  /** Ends one without the person. */
  end(id: string, reason: CeremonyReason): void;
};

export type CeremonyPorts = {
  readonly platform: Platform;
  readonly records: CeremonyRecords;
  /** A client whose authenticator asks this ceremony's person. */
  readonly clientFor: (ceremony: Ceremony, newId: CredentialId, onTurn: (end: () => void) => void) => Client;
  readonly endPrompt: (record: CeremonyRecord, ended: PromptNews['ended']) => Promise<void>;
  /** Hears how each one ended, before the page does. */
  readonly ended?: (ceremony: Ceremony, end: CeremonyEnd) => Promise<void>;
};

export type CeremonyEnd = {
  /** `standing`: nobody answered a conditional get(), so it waits on. */
  readonly outcome: PageOutcome | { readonly kind: 'standing' };
  readonly reason: CeremonyReason | NativeReason | 'done';
};

/** How long a frame may take to ask again after its worker died; ms. */
const RETURNS_WITHIN = 5000;

export function ceremonies({
  platform,
  records,
  clientFor,
  endPrompt,
  ended: heard,
}: CeremonyPorts): Ceremonies {
  const running = new Map<string, Ceremony>();

  function record(
    sender: FrameSender,
    caller: Caller,
    { id, type, request }: CeremonyRequest,
    picked: Picked | null,
  ): CeremonyRecord {
    const deadline = platform.now() + clampTimeout(request.options.timeout);
    const newId = toBase64url(platform.random(32));
    const { documentId, tabId, windowId, origin, incognito: isPrivate } = sender;
    const top = caller.ancestorOrigins.at(-1) ?? null;
    const topOrigin = top === origin ? null : top;
    // The popup in which it was picked shows its prompt by itself.
    const surface = picked?.from === 'popup' ? ({ kind: 'popup' } as const) : null;
    const account = picked?.account ?? null;
    return {
      ...{ id, documentId, tabId, windowId, origin, topOrigin, isPrivate, kind: type, deadline, newId },
      ...{ account, verified: false, answer: null, outcome: null, surface },
    };
  }

  async function run(ceremony: Ceremony, caller: Caller): Promise<void> {
    const { request, controller } = ceremony;
    let endTurn: () => void = () => undefined;
    const left = ceremony.record.deadline - platform.now();
    const timer = setTimeout(() => controller.abort(ended('timeout')), Math.max(0, left));
    let reason: CeremonyEnd['reason'] = 'done';
    let outcome: CeremonyEnd['outcome'];
    try {
      const newId = as<CredentialId>(fromBase64url(ceremony.record.newId));
      const client = clientFor(ceremony, newId, (end) => {
        endTurn = end;
      });
      const made = await perform(client, request, caller, controller.signal);
      if (made.kind === 'native') reason = made.reason;
      outcome = made.kind === 'native' ? { kind: 'native' } : made;
    } catch (error) {
      const failure = error instanceof CeremonyError ? error : ended('internal', error);
      logFailure('ceremony', failure);
      reason = failure.reason;
      outcome = failed(ceremony, failure);
    } finally {
      clearTimeout(timer);
    }
    try {
      await finish(ceremony, outcome, reason);
      if (reason === 'cancelled') cancelQueued(ceremony.record);
    } finally {
      endTurn();
    }
  }

  /** A "no" is for all that this tab has in the queue: a page with many frames must not ask once for each (D35). */
  function cancelQueued({ tabId }: CeremonyRecord): void {
    for (const { record, asking, controller } of running.values())
      if (record.tabId === tabId && !asking) controller.abort(ended('cancelled'));
  }

  async function finish(
    ceremony: Ceremony,
    outcome: CeremonyEnd['outcome'],
    reason: CeremonyEnd['reason'],
  ): Promise<void> {
    const { answer, surface } = ceremony.record;
    const wasAsked = answer !== null || surface !== null || isUpgrade(ceremony.request);
    // The page waits; what else is kept of it, such as for the activity log, must not come between.
    await heard?.(ceremony, { outcome, reason }).catch((error: unknown) => logFailure('ending', error));
    ceremony.asked.resolve();
    if (outcome.kind === 'standing') return standOn(ceremony, reason);
    ceremony.record = { ...ceremony.record, outcome };
    // What the person took part in must not be lost with the worker; what passed untouched need not be kept.
    if (wasAsked && !ceremony.deserted) await records.put(ceremony.record);
    await handOut(ceremony, wasAsked ? endingOf(ceremony.record, outcome, reason) : null);
    running.delete(ceremony.record.id);
    if (ceremony.deserted) await records.remove(ceremony.record.id);
  }

  /** To the page, and how it ended to the prompt, where there was one. */
  async function handOut({ port, record }: Ceremony, ending: PromptNews['ended'] | null): Promise<void> {
    const end = async () => ending && endPrompt(record, ending);
    // The browser's own method serves only a tab in the focused window, so the prompt leaves before the page calls it.
    if (record.outcome?.kind === 'native') await end();
    deliver(port, record);
    if (record.outcome?.kind !== 'native') await end();
  }

  /** The page waits on without a port, until the person picks the request again. */
  async function standOn({ port, record }: Ceremony, reason: CeremonyEnd['reason']): Promise<void> {
    running.delete(record.id);
    await records.remove(record.id);
    post(port, { type: 'standing' });
    await endPrompt(record, endingOf(record, { kind: 'standing' }, reason));
  }

  function watch(ceremony: Ceremony, port: Runtime.Port): void {
    port.onDisconnect.addListener(() => {
      if (ceremony.port !== port) return;
      ceremony.deserted = true;
      if (ceremony.record.outcome) detach('forgetting', records.remove(ceremony.record.id));
      else ceremony.controller.abort(ended('document-gone'));
    });
  }

  /** Frames that never came back after the worker died leave a prompt behind: close it. */
  async function sweep(): Promise<void> {
    for (const left of await records.all()) {
      if (running.has(left.id)) continue;
      await endPrompt(left, 'gone');
      await records.remove(left.id);
    }
  }
  setTimeout(() => detach('sweeping', sweep()), RETURNS_WITHIN);

  return {
    async begin(port, sender, request, picked = null) {
      let left = false;
      port.onDisconnect.addListener(() => {
        left = true;
      });
      const known = running.get(request.id);
      const stored = known?.record ?? (await records.get(request.id));
      if (left) return;
      // A frame cannot speak for another document's ceremony, even if it guessed the id (D26).
      if (stored && stored.documentId !== sender.documentId) return port.disconnect();
      if (known) {
        known.port = port;
        known.deserted = false;
        watch(known, port);
        return deliver(port, known.record);
      }
      const caller = callerOf(sender, request.frame);
      const ceremony = startCeremony(stored ?? record(sender, caller, request, picked), request, port);
      watch(ceremony, port);
      const { outcome } = ceremony.record;
      // Decided by a worker that died before everybody had heard of it; why it failed, if it did, died as well.
      if (outcome)
        return handOut(
          ceremony,
          outcome.kind === 'error' ? 'gone' : endingOf(ceremony.record, outcome, 'done'),
        );
      running.set(request.id, ceremony);
      // Nobody is asked, so nothing else would keep the new credential's id for the next worker.
      if (isUpgrade(request)) await records.put(ceremony.record);
      await run(ceremony, caller);
    },

    async find(id) {
      for (let waited = 0; waited < RETURNS_WITHIN; waited += 50) {
        const ceremony = running.get(id);
        if (ceremony) {
          await ceremony.asked.promise;
          return ceremony;
        }
        if (!(await records.get(id))) return null;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return null;
    },

    waiting: () => [...running.values()].find((ceremony) => ceremony.asking) ?? null,

    endAll(reason) {
      for (const ceremony of running.values()) ceremony.controller.abort(ended(reason));
    },

    end: (id, reason) => running.get(id)?.controller.abort(ended(reason)),
  };
}

/** A conditional create(). */
function isUpgrade({ type, request }: CeremonyRequest): boolean {
  return type === 'create' && request.mediation === 'conditional';
}

function ended(reason: CeremonyReason, cause?: unknown): CeremonyError {
  return new CeremonyError('NotAllowedError', reason, { cause });
}

async function perform(
  client: Client,
  { type, request }: CeremonyRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<Outcome<Registration | Assertion>> {
  return type === 'create' ? client.create(request, caller, signal) : client.get(request, caller, signal);
}

/** What the page is told of a failure. */
function failed({ request }: Ceremony, { name, message, reason }: CeremonyError): CeremonyEnd['outcome'] {
  // Without the person's standing consent the browser may still have its own.
  if (reason === 'not-consented-to-upgrades') return { kind: 'native' };
  // Conditional mediation never fails for want of an answer (§GetAssn-ConditionalMediation-Interact-FormControl).
  const isOver = reason === 'aborted' || reason === 'document-gone';
  if (request.request.mediation === 'conditional' && request.type === 'get' && !isOver) {
    return { kind: 'standing' };
  }
  return { kind: 'error', name, message };
}

const endings: Partial<Record<CeremonyEnd['reason'], PromptNews['ended']>> = {
  'credential-excluded': 'excluded',
  aborted: 'gone',
  'document-gone': 'gone',
  timeout: 'timeout',
  locked: 'locked',
  cancelled: 'cancelled',
};

function endingOf(
  { kind, answer }: CeremonyRecord,
  outcome: CeremonyEnd['outcome'],
  reason: CeremonyEnd['reason'],
): PromptNews['ended'] {
  if (outcome.kind === 'native' || isDecline(answer)) return 'cancelled';
  if (reason === 'done') return kind === 'create' ? 'saved' : 'signed-in';
  return endings[reason] ?? 'failed';
}

function isDecline(answer: CeremonyRecord['answer'] | Answer): boolean {
  return answer !== null && answer.decision !== 'approved';
}
