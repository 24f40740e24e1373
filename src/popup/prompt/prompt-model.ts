import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { ConfirmResult, PromptNews, PromptView, Verification } from '../../messages/surface-background';
import type { ask } from '../ask';
import { type PinTrouble, troubleOf } from '../pin-trouble';
import type { askPlatform, PlatformTrouble } from '../platform-authenticator';

/** `asking`: the person decides. `nothing`: verified, but no passkey here fits. Else how it ended. */
export type PromptStage = 'asking' | 'nothing' | PromptNews['ended'];

/** One prompt from its first showing to its end. */
export type PromptModel = {
  readonly view: ReadonlySignal<PromptView>;
  readonly stage: ReadonlySignal<PromptStage>;
  /** A decision is on its way. */
  readonly busy: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<PinTrouble>;
  /** Confirmed with nothing in the PIN field. */
  readonly pinMissing: ReadonlySignal<boolean>;
  /** Why the last decision could not be passed on; empty if it could. */
  readonly failure: ReadonlySignal<string>;
  readonly pin: ReadonlySignal<string>;
  /** Id of the chosen account; null while the accounts are not known, or there are none. */
  readonly account: ReadonlySignal<string | null>;
  typePin(pin: string): void;
  choose(account: string): void;
  confirm(): Promise<void>;
  /** Confirms with face or finger in place of the PIN. */
  verifyPlatform(): Promise<void>;
  cancel(): Promise<void>;
  useOther(): Promise<void>;
  /** The background says how it ended. */
  end(how: PromptNews['ended']): void;
  /** Asks for the view anew: the vault's state changed, or the worker was lost. */
  refresh(): Promise<void>;
};

export type PromptPorts = {
  readonly ask: typeof ask;
  readonly askPlatform: typeof askPlatform;
  /** This surface would close under the system's own dialog. */
  readonly isFleeting: boolean;
  /** Closes the surface. */
  readonly leave: () => void;
  /** Words for an answer that did not come. */
  readonly failureText: (error: unknown) => string;
  readonly platformText: (trouble: PlatformTrouble) => string;
};

/** How long the end of a ceremony may be on its way, ms. */
const LAST_WORDS = 2000;

export function promptModel(first: PromptView, ports: PromptPorts): PromptModel {
  const { leave } = ports;
  const view = signal(first);
  const stage = signal<PromptStage>('asking');
  const busy = signal(false);
  const trouble = signal(troubleOf(first.pin));
  const pinMissing = signal(false);
  const failure = signal('');
  const pin = signal('');
  const account = signal(firstAccount(first));
  const ceremony = first.id;
  let approved = false;

  function show(next: PromptView): void {
    batch(() => {
      view.value = next;
      trouble.value = troubleOf(next.pin, trouble.value.wrong && next.needsPin);
      if (!next.accounts?.some(({ id }) => id === account.value)) account.value = firstAccount(next);
    });
  }

  async function take(result: ConfirmResult, sentPin: boolean): Promise<void> {
    switch (result.result) {
      case 'wrong-pin':
        // Nothing was typed and yet one is needed: the vault has locked since the view was made.
        if (!sentPin) return refresh();
        trouble.value = troubleOf(result.pin, true);
        return;
      case 'wait':
      case 'blocked':
        trouble.value = troubleOf(result.pin);
        return;
      case 'wrong-key':
      case 'mistyped-key':
        failure.value = ports.platformText('no-prf');
        return;
      case 'look-again':
        trouble.value = troubleOf(result.view.pin);
        return show(result.view);
      case 'nothing':
        stage.value = 'nothing';
        return;
      case 'gone':
        return end('gone');
      case 'ok':
      case 'excluded':
        // How it ends, the news tell.
        approved = true;
    }
  }

  function end(how: PromptNews['ended']): void {
    if (stage.value !== 'asking' && stage.value !== 'nothing') return;
    // Confirmed, and then the worker died: how it ended is known to the site alone, so claim nothing.
    const unknown = how === 'gone' && approved;
    if (!unknown) stage.value = how;
    if (unknown || how === 'cancelled') leave();
  }

  async function refresh(): Promise<void> {
    const next = await ports.ask({ type: 'prompt-view', ceremony });
    if (next) show(next);
    else if (approved) setTimeout(() => end('gone'), LAST_WORDS);
    else end('gone');
  }

  async function decline(type: 'prompt-cancel' | 'prompt-use-other'): Promise<void> {
    if (approved) return;
    busy.value = true;
    // A surface that closes is a cancel; one that could not say so closes all the same.
    await ports.ask({ type, ceremony }).catch(() => null);
    leave();
  }

  const isIdle = () => !busy.value && !approved && stage.value === 'asking';

  /** Passes the decision on; `proof` is what verifies the person, if anything must. */
  async function decide(proof: Verification | null): Promise<void> {
    try {
      const result = await ports.ask({ type: 'prompt-confirm', ceremony, proof, account: account.value });
      pin.value = '';
      await take(result, proof !== null);
    } catch (error) {
      failure.value = ports.failureText(error);
    }
  }

  /** One at a time; the surface is busy from the decision to its end, if that is where it leads. */
  async function whileBusy(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    failure.value = '';
    await work();
    busy.value = approved;
  }

  return {
    ...{ view, stage, busy, trouble, pinMissing, failure, pin, account, end, refresh },
    typePin(typed) {
      pin.value = typed;
      pinMissing.value = false;
    },
    choose: (id) => {
      account.value = id;
    },
    async confirm() {
      if (!isIdle() || trouble.value.blocked) return;
      const typed = view.value.needsPin ? pin.value : null;
      pinMissing.value = typed === '';
      if (typed === '') return;
      await whileBusy(() => decide(typed === null ? null : { by: 'pin', pin: typed }));
    },
    async verifyPlatform() {
      if (!isIdle()) return;
      pinMissing.value = false;
      await whileBusy(async () => {
        if (ports.isFleeting) {
          await ports.ask({ type: 'prompt-to-window', ceremony }).catch(() => null);
          return leave();
        }
        const answer = await ports.askPlatform(view.value.ways.platform);
        if (answer.result === 'ok') await decide(answer.proof);
        else failure.value = ports.platformText(answer.result);
      });
    },
    cancel: () => decline('prompt-cancel'),
    useOther: () => decline('prompt-use-other'),
  };
}

function firstAccount({ accounts }: PromptView): string | null {
  return accounts?.[0]?.id ?? null;
}
