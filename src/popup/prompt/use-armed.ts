import { useEffect, useState } from 'preact/hooks';
import { type Arming, arming } from './arming';

const timers = {
  set: (run: () => void, after: number) => window.setTimeout(run, after),
  clear: (id: number) => window.clearTimeout(id),
};

/** Whether this window may take an approval now. What the approval would mean is `meaning`: a new one arms anew. */
export function useArmed(meaning: string): boolean {
  const [armed, setArmed] = useState(false);
  const [guard] = useState<Arming>(() => arming(timers, setArmed));

  useEffect(() => {
    const attend = () => guard.attend(document.visibilityState === 'visible' && document.hasFocus());
    // Firefox's toolbar popup tells of a resize after each change in it, though it keeps its size.
    const sized = () => guard.sized(window.innerWidth, window.innerHeight);
    // The PIN is meant for the prompt, and typing it must not make the person wait.
    const typed = ({ target }: KeyboardEvent) => {
      if (!(target instanceof HTMLInputElement && target.name === 'pin')) guard.typed();
    };
    window.addEventListener('keydown', typed);
    window.addEventListener('focus', attend);
    window.addEventListener('blur', attend);
    window.addEventListener('resize', sized);
    document.addEventListener('visibilitychange', attend);
    sized();
    attend();
    return () => {
      guard.stop();
      window.removeEventListener('keydown', typed);
      window.removeEventListener('focus', attend);
      window.removeEventListener('blur', attend);
      window.removeEventListener('resize', sized);
      document.removeEventListener('visibilitychange', attend);
    };
  }, [guard]);

  useEffect(() => guard.disturb(), [guard, meaning]);
  return armed;
}
