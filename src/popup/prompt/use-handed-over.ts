import { useEffect, useState } from 'preact/hooks';
import type { PromptModel } from './prompt-model';

/**
 * In a window that the toolbar's popup handed its prompt to, since the person chose face or finger there: asks for
 * it at once, as soon as the prompt is armed.
 */
export function useHandedOver(model: PromptModel, armed: boolean): void {
  const [due, setDue] = useState(() => new URLSearchParams(location.search).get('verify') === 'platform');
  useEffect(() => {
    if (!due || !armed) return;
    setDue(false);
    void model.verifyPlatform();
  }, [due, armed, model]);
}
