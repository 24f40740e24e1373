import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { ConfirmResult, PromptNews, PromptView } from '../../messages/surface-background';
import type { ask } from '../ask';
import { type PinTrouble, troubleOf } from '../pin-trouble';

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
  cancel(): Promise<void>;
  useOther(): Promise<void>;
  /** The background says how it ended. */
  end(how: PromptNews['ended']): void;
  /** Asks for the view anew: the vault's state changed, or the worker was lost. */
  refresh(): Promise<void>;
};

export type PromptPorts = {
  readonly ask: typeof ask;
  /** Closes the surface. */
  readonly leave: () => void;
  /** Words for an answer that did not come. */
  readonly failureText: (error: unknown) => string;
};

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
      case 'choose':
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
    else if (!approved) end('gone');
  }

  async function decline(type: 'prompt-cancel' | 'prompt-use-other'): Promise<void> {
    if (approved) return;
    busy.value = true;
    // A surface that closes is a cancel; one that could not say so closes all the same.
    await ports.ask({ type, ceremony }).catch(() => null);
    leave();
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
      if (busy.value || approved || stage.value !== 'asking' || trouble.value.blocked) return;
      const typed = view.value.needsPin ? pin.value : null;
      pinMissing.value = typed === '';
      if (typed === '') return;
      busy.value = true;
      failure.value = '';
      try {
        const result = await ports.ask({
          type: 'prompt-confirm',
          ceremony,
          pin: typed,
          account: account.value,
        });
        pin.value = '';
        await take(result, typed !== null);
      } catch (error) {
        failure.value = ports.failureText(error);
      }
      busy.value = approved;
    },
    cancel: () => decline('prompt-cancel'),
    useOther: () => decline('prompt-use-other'),
  };
}

function firstAccount({ accounts }: PromptView): string | null {
  return accounts?.[0]?.id ?? null;
}
