import type { Runtime } from '../browser';
import type { ClientPorts } from '../core/client/client';
import { processSignal, type SignalInstruction } from '../core/client/signal-methods';
import type { StaticMessage, StaticRequest } from '../messages/bridge-background';
import type { Capabilities, CredentialSignal } from '../messages/page-bridge';
import { isExcluded } from './excluded-sites';
import type { FrameSender } from './sender';
import type { SettingsStore } from './settings';
import type { Vault } from './vault/vault';

/**
 * What Latchkey adds to the browser's own capabilities (§enum-clientCapability), once there is a vault. What is
 * false is left out (§sctn-disclosing-client-capabilities); `immediateGet` is true only where the browser has it.
 */
const CAPABILITIES: Capabilities = {
  conditionalGet: true,
  passkeyPlatformAuthenticator: true,
  relatedOrigins: true,
  signalAllAcceptedCredentials: true,
  signalCurrentUserDetails: true,
  signalUnknownCredential: true,
  userVerifyingPlatformAuthenticator: true,
  'extension:credProps': true,
  'extension:largeBlob': true,
  'extension:prf': true,
};

export type Statics = {
  answer(port: Runtime.Port, sender: FrameSender, request: StaticRequest): Promise<void>;
  /** Resolves once what the document signalled so far is heeded, or takes too long. */
  heeded(sender: Pick<FrameSender, 'documentId'>): Promise<void>;
};

/** How long a ceremony waits for the signals of its own document; ms. */
const HEEDED_WITHIN = 500;

export type StaticsPorts = {
  readonly vault: Vault;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly isRelatedOrigin: ClientPorts['isRelatedOrigin'];
  readonly heed: (instruction: SignalInstruction) => Promise<void>;
};

/**
 * PublicKeyCredential's static methods, as far as they concern Latchkey. Without a vault, and on a site that the
 * person excluded, it has nothing to say.
 */
export function statics({ vault, settings, isRelatedOrigin, heed }: StaticsPorts): Statics {
  const heeding = new Map<string, Promise<unknown>>();

  async function answer(...[port, sender, request]: Parameters<Statics['answer']>): Promise<void> {
    const [state, all] = await Promise.all([vault.state(), settings.get()]);
    const none = state === 'none' || isExcluded(all, sender);
    if (request.type === 'capabilities') {
      const upgrades = all['automatic-upgrades'] ? { conditionalCreate: true } : {};
      const outcome = none
        ? ({ kind: 'native' } as const)
        : ({ kind: 'capabilities', capabilities: { ...CAPABILITIES, ...upgrades } } as const);
      port.postMessage({ type: 'outcome', outcome } satisfies StaticMessage);
      return;
    }
    // Never answered: the site must not learn what is held (§sctn-signal-methods).
    if (none) return;
    const signal = new AbortController().signal;
    await heed(await processSignal(requestOf(request.signal), sender.origin, isRelatedOrigin, signal));
  }

  return {
    async answer(port, sender, request) {
      const work = answer(port, sender, request);
      if (request.type !== 'signal') return work;
      // A site may ask for a credential right after it said something of it.
      const { documentId } = sender;
      const heeded = Promise.allSettled([heeding.get(documentId), work]);
      heeding.set(documentId, heeded);
      await heeded;
      if (heeding.get(documentId) === heeded) heeding.delete(documentId);
      return work;
    },

    async heeded({ documentId }) {
      const pending = heeding.get(documentId);
      if (!pending) return;
      await Promise.race([pending, new Promise((resolve) => setTimeout(resolve, HEEDED_WITHIN))]);
    },
  };
}

function requestOf(signal: CredentialSignal): Parameters<typeof processSignal>[0] {
  switch (signal.method) {
    case 'unknownCredential':
      return { method: 'signalUnknownCredential', options: signal };
    case 'allAcceptedCredentials':
      return { method: 'signalAllAcceptedCredentials', options: signal };
    case 'currentUserDetails':
      return { method: 'signalCurrentUserDetails', options: signal };
  }
}
