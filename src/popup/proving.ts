import { type Signal, useSignal } from '@preact/signals';
import type { PinState, Proof, Ways } from '../messages/surface-background';
import { attempt } from './notice';
import { type PinTrouble, troubleOf } from './pin-trouble';
import { askPlatform } from './platform-authenticator';
import { platformText } from './platform-text';
import { readVault, vault } from './state';
import { text } from './text';

/** What an act that asks for a proof answers; other results than these it has told the person itself. */
export type ProvenAct = (proof: Proof) => Promise<{ readonly result: string; readonly pin?: PinState }>;

/** A person who shows who they are for one act: by PIN, by face or finger, or by the recovery key. */
export type Proving = {
  readonly busy: Signal<boolean>;
  readonly trouble: Signal<PinTrouble | null>;
  /** Why another proof than the PIN did not do; empty if it did. */
  readonly failure: Signal<string>;
  /** True where the act was done. */
  by(proof: Proof, act: ProvenAct): Promise<boolean>;
  byPlatform(act: ProvenAct): Promise<boolean>;
};

export const NO_WAYS: Ways = { pin: 'device', recoveryKey: false, platform: [] };

export function useProving(): Proving {
  const busy = useSignal(false);
  const trouble = useSignal<PinTrouble | null>(null);
  const failure = useSignal('');

  async function show(proof: Proof, act: ProvenAct): Promise<boolean> {
    let done = false;
    await attempt(async () => {
      const { result, pin } = await act(proof);
      done = result === 'ok';
      trouble.value = pin ? troubleOf(pin, result === 'wrong-pin') : null;
      if (result === 'mistyped-key') failure.value = text('recoveryMistyped');
      else if (result === 'wrong-key')
        failure.value = proof.by === 'platform' ? platformText('no-prf') : text('recoveryWrong');
      await readVault();
    });
    return done;
  }

  async function whileBusy(work: () => Promise<boolean>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = '';
    const done = await work();
    busy.value = false;
    return done;
  }

  return {
    ...{ busy, trouble, failure },
    by: (proof, act) => whileBusy(() => show(proof, act)),
    byPlatform: (act) =>
      whileBusy(async () => {
        const answer = await askPlatform(vault.value?.ways.platform ?? []);
        if (answer.result === 'ok') return show(answer.proof, act);
        failure.value = platformText(answer.result);
        return false;
      }),
  };
}
