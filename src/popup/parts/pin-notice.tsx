import { useEffect, useState } from 'preact/hooks';
import type { Ways } from '../../messages/surface-background';
import { hasOtherWay, isWorthSaying, type PinTrouble, secondsLeft } from '../pin-trouble';
import { vault } from '../state';
import { plural, type TextKey, text } from '../text';
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

type Closed = { readonly title: TextKey; readonly more: TextKey; readonly tone: 'bad' | 'careful' };

const blocked: Closed = { title: 'pinBlockedTitle', more: 'pinBlockedText', tone: 'bad' };
/** Why no PIN is taken, by where its slot is. */
const closed: Record<Ways['pin'], Closed> = {
  ...{ device: blocked, session: blocked, blocked },
  gone: { title: 'pinGoneTitle', more: 'pinGoneText', tone: 'careful' },
  damaged: { title: 'pinDamagedTitle', more: 'pinDamagedText', tone: 'bad' },
};

type PinNoticeProps = {
  readonly id: string;
  readonly trouble: PinTrouble;
  readonly wait: number;
  readonly ways: Ways;
};

/** What was wrong with the PIN, how many tries are left and how long to wait. */
export function PinNotice({ id, trouble, wait, ways }: PinNoticeProps) {
  if (!isWorthSaying(trouble)) return null;
  if (trouble.blocked) {
    const { title, more, tone } = closed[ways.pin];
    const shut = vault.value?.state === 'unlocked' ? 'pinIsOnlyWay' : 'pinWasOnlyWay';
    return (
      <div id={id} role="alert" class={`notice ${tone}`}>
        <Icon name="warning" />
        <div>
          <strong>{text(title)}</strong>
          <p>{text(hasOtherWay(ways) ? more : shut)}</p>
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
