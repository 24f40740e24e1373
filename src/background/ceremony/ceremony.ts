import type { Runtime } from '../../browser';
import type { Account, Answer, Question } from '../../core/authenticator/consent';
import { toBase64url } from '../../core/bytes';
import type { BackgroundMessage, BridgeMessage } from '../../messages/bridge-background';
import { type Deferred, deferred } from '../deferred';
import type { CeremonyRecord } from './record';

export type CeremonyRequest = Extract<BridgeMessage, { type: 'create' | 'get' }>;

/** What a ceremony is asking the person right now. */
export type Asking = {
  readonly question: Question;
  /** The first answer counts. Resolves once it outlives the worker, or the ceremony has ended. */
  readonly answer: (answer: Answer) => Promise<void>;
};

/** A ceremony that this instance of the worker is running. */
export type Ceremony = {
  record: CeremonyRecord;
  readonly request: CeremonyRequest;
  /** The bridge's port; a reconnecting bridge brings a new one. */
  port: Runtime.Port;
  /** The bridge closed its port: the page has the outcome, gave up, or is gone. */
  deserted: boolean;
  readonly controller: AbortController;
  /** Set while the person is being asked. */
  asking: Asking | null;
  /** Resolves when `asking` is set for the first time, or the ceremony ended before. */
  readonly asked: Deferred<void>;
};

export function startCeremony(
  record: CeremonyRecord,
  request: CeremonyRequest,
  port: Runtime.Port,
): Ceremony {
  const controller = new AbortController();
  return { record, request, port, deserted: false, controller, asking: null, asked: deferred() };
}

/** Sends the outcome. A port that is gone throws; the outcome then waits in the record for the bridge's return. */
export function deliver(port: Runtime.Port, record: CeremonyRecord): void {
  if (record.outcome) post(port, { type: 'outcome', outcome: record.outcome });
}

export function post(port: Runtime.Port, message: BackgroundMessage): void {
  try {
    port.postMessage(message);
  } catch {
    // Disconnected between our deciding and our sending; nothing is lost.
  }
}

/**
 * The accounts that a question offers, only the one that the person named before if they did; none for a create.
 * Needs an unlocked vault.
 */
export async function accountsOf(
  { record }: Pick<Ceremony, 'record'>,
  question: Question,
): Promise<readonly Account[]> {
  if (question.ceremony !== 'get') return [];
  const all = await question.accounts();
  const named = all.filter(({ id }) => toBase64url(id) === record.account);
  return named.length > 0 ? named : all;
}
