import { useEffect, useState } from 'preact/hooks';
import { isWorthSaying, type PinTrouble, secondsLeft } from '../pin-trouble';
import { plural, text } from '../text';
import { Icon } from './icon';

/** Whole seconds until the PIN is taken again, counted down. */
export function useWait(trouble: PinTrouble): number {
  const [left, setLeft] = useState(() => secondsLeft(trouble, Date.now()));
  useEffect(() => {
    setLeft(secondsLeft(trouble, Date.now()));
    if (trouble.waitUntil === null) return;
    const timer = setInterval(() => setLeft(secondsLeft(trouble, Date.now())), 250);
    return () => clearInterval(timer);
  }, [trouble]);
  return left;
}

/** What was wrong with the PIN, how many tries are left and how long to wait. */
export function PinNotice({ id, trouble, wait }: { id: string; trouble: PinTrouble; wait: number }) {
  if (!isWorthSaying(trouble)) return null;
  if (trouble.blocked) {
    return (
      <div id={id} role="alert" class="notice bad">
        <Icon name="warning" />
        <div>
          <strong>{text('pinBlockedTitle')}</strong>
          <p>{text('pinBlockedText')}</p>
        </div>
      </div>
    );
  }
  const left = plural('pinLeft', trouble.attemptsLeft);
  return (
    <>
      <p id={id} class={trouble.wrong ? 'hint bad' : 'hint'} role={trouble.wrong ? 'alert' : undefined}>
        {trouble.wrong ? `${text('pinWrong')} ${left}` : left}
      </p>
      {wait > 0 && (
        // A timer is not read out at every tick, as a live region would be.
        <p class="hint wait" role="timer">
          <Icon name="clock" />
          {plural('pinWait', wait)}
        </p>
      )}
    </>
  );
}
