import type { Runtime } from '../../browser';
import { candidatesAmong } from '../../core/authenticator/candidates';
import type { StoredSource } from '../../core/authenticator/credential-store';
import { as, type CredentialId, fromBase64url } from '../../core/bytes';
import type { ClientPorts } from '../../core/client/client';
import type { BackgroundMessage } from '../../messages/bridge-background';
import { callerOf } from '../ceremony/caller-of';
import type { CeremonyRequest } from '../ceremony/ceremony';
import type { FrameSender } from '../sender';
import type { Vault } from '../vault/vault';
import { askedBy } from './asked';
import { probe } from './probe';
import type { Asked, Picked, StandingEntry, StandingRequest, StandingRequests } from './standing-request';
import type { TellFrame } from './tell-frame';

export type ConditionalGet = Extract<CeremonyRequest, { type: 'get' }>;

/** Conditional get()s that wait for the person (§GetAssn-ConditionalMediation-Interact-FormControl). */
export type Standing = {
  /** A frame asks: it stands, or is the browser's alone where nothing here can answer. */
  begin(port: Runtime.Port, sender: FrameSender, request: ConditionalGet): Promise<void>;
  /** The page gave it up. Only its own document can. */
  withdraw(id: string, sender: FrameSender): Promise<void>;
  /** Where the person picked it; null if it is not that document's, or only stands. */
  pickedFrom(id: string, sender: FrameSender): Promise<Picked | null>;
  /** The person wants it: its document asks again, and then it is a ceremony like any. False if it is gone. */
  pick(id: string, picked: Picked): Promise<boolean>;
  /** Its ceremony ended: answered for good, or not, and then it stands again. */
  settled(id: string, again: boolean): Promise<void>;
  /** What stands in that tab and can be answered, newest first; makes sure that its document is still there. */
  inTab(tabId: number): Promise<readonly StandingRequest[]>;
  /** What stands in any tab and can be answered, oldest first; asks only documents that this worker does not know. */
  waiting(): Promise<readonly StandingRequest[]>;
  /** The sources that can answer, last used first; needs an unlocked vault. */
  sources(request: StandingRequest): Promise<readonly StoredSource[]>;
  /** Drops what stands for which `gone` holds. */
  drop(gone: (request: StandingEntry) => boolean): Promise<void>;
};

export type StandingPorts = {
  readonly vault: Pick<Vault, 'state' | 'mayHold' | 'store'>;
  readonly requests: StandingRequests;
  readonly isRelatedOrigin: ClientPorts['isRelatedOrigin'];
  readonly tellFrame: TellFrame;
  /** What stands in these tabs has changed. */
  readonly changed: (tabIds: readonly number[]) => void;
};

export function standing(ports: StandingPorts): Standing {
  const { vault, requests, isRelatedOrigin, tellFrame, changed } = ports;

  const asked = askedBy(tellFrame);

  async function find(id: string): Promise<StandingEntry | undefined> {
    return (await requests.all()).find((request) => request.id === id);
  }

  async function drop(gone: (request: StandingEntry) => boolean): Promise<void> {
    const dropped = (await requests.all()).filter(gone);
    if (dropped.length === 0) return;
    await requests.change((all) => all.filter((request) => !gone(request)));
    asked.keepOnly(await requests.all());
    changed(dropped.map(({ tabId }) => tabId));
  }

  async function put(request: StandingEntry): Promise<void> {
    // A frame has one document, and a document one conditional request (§sctn-discover-from-external-source).
    const others = (other: StandingEntry) =>
      other.id !== request.id && (other.tabId !== request.tabId || other.frameId !== request.frameId);
    await requests.change((all) => [...all.filter(others), request]);
    asked.keepOnly(await requests.all());
    changed([request.tabId]);
  }

  async function sources({ rpId, allow, verify }: Asked): Promise<readonly StoredSource[]> {
    const allowList = allow?.map((id) => as<CredentialId>(fromBase64url(id))) ?? null;
    const found = await vault.store.find(rpId);
    return candidatesAmong(found, { rpId, allowList, discoverableOnly: true }, verify);
  }

  async function canAnswer(request: Asked): Promise<boolean> {
    const state = await vault.state();
    if (state === 'none') return false;
    return state === 'locked' ? vault.mayHold(request.rpId) : (await sources(request)).length > 0;
  }

  /** Of those that only stand; one that is a ceremony just now has a port again and asks by that. */
  async function answerable(all: readonly StandingEntry[]): Promise<readonly StandingRequest[]> {
    const entries = all.filter(({ picked }) => picked === null);
    const whole = await Promise.all(entries.map(asked.whole));
    const gone = entries.filter((_, index) => whole[index] === null).map(({ id }) => id);
    // One that was picked meanwhile is a ceremony now.
    if (gone.length > 0) await drop(({ id, picked }) => picked === null && gone.includes(id));
    const can = await Promise.all(whole.map(async (request) => request && (await canAnswer(request))));
    return whole.filter(
      (request, index): request is StandingRequest => request !== null && can[index] === true,
    );
  }

  return {
    sources,
    drop,

    waiting: async () => answerable(await requests.all()),

    async begin(port, sender, { id, request, frame }) {
      const controller = new AbortController();
      port.onDisconnect.addListener(() => controller.abort());
      const caller = callerOf(sender, frame);
      const none = (await vault.state()) === 'none';
      const { tabId, documentId, frameId, origin } = sender;
      const probed = none ? null : await probe(request, caller, isRelatedOrigin, controller.signal);
      const asks = probed && { ...probed, origin };
      // One that stood before and is asked again for a new worker stands on, whatever the vault holds by now.
      const stood = (await find(id))?.documentId === documentId;
      const stands = asks !== null && (stood || (await canAnswer(asks)));
      if (controller.signal.aborted) return;
      asked.told(id, stands ? asks : null);
      if (stands) await put({ id, tabId, documentId, frameId, picked: null });
      if (controller.signal.aborted) {
        await drop((request) => request.id === id);
        return;
      }
      const message: BackgroundMessage = stands
        ? { type: 'standing' }
        : { type: 'outcome', outcome: { kind: 'native' } };
      port.postMessage(message);
    },

    withdraw: (id, { documentId }) =>
      drop((request) => request.id === id && request.documentId === documentId),

    async pickedFrom(id, { documentId }) {
      const request = await find(id);
      return request?.documentId === documentId ? request.picked : null;
    },

    async pick(id, picked) {
      const request = await find(id);
      if (!request) return false;
      await requests.change((all) => all.map((other) => (other.id === id ? { ...other, picked } : other)));
      changed([request.tabId]);
      if (await tellFrame(request, { type: 'resume', id })) return true;
      await drop((other) => other.id === id);
      return false;
    },

    async settled(id, again) {
      if (!again) return drop((request) => request.id === id);
      const request = await find(id);
      if (request) await put({ ...request, picked: null });
    },

    async inTab(tabId) {
      const all = await answerable((await requests.all()).filter((request) => request.tabId === tabId));
      const there = await Promise.all(
        all.map((request) => tellFrame(request, { type: 'stands', id: request.id })),
      );
      const gone = all.filter((_, index) => !there[index]).map(({ id }) => id);
      if (gone.length > 0) await drop(({ id }) => gone.includes(id));
      return all.filter(({ id }) => !gone.includes(id)).reverse();
    },
  };
}
