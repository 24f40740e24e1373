import { useEffect } from 'preact/hooks';
import type { PromptNews } from '../../messages/surface-background';
import { Icon } from '../parts/icon';
import { type TextKey, text } from '../text';

type Ended = PromptNews['ended'];

/** Good news is short; why something failed takes a moment to read. The background waits three seconds. */
const GOOD_STAYS = 900;
const BAD_STAYS = 2600;
/** Who asked is not there any more, and the person is looking at something else by now (D29). */
const GONE_STAYS = 500;

const words: Record<Ended, TextKey> = {
  saved: 'endedSaved',
  'signed-in': 'endedSignedIn',
  excluded: 'endedExcluded',
  gone: 'endedGone',
  timeout: 'endedTimeout',
  locked: 'endedLocked',
  failed: 'endedFailed',
  cancelled: 'endedCancelled',
};

/** How a ceremony ended, for a moment; then the surface leaves. */
export function Ending({ how, leave }: { how: Ended; leave: () => void }) {
  const good = how === 'saved' || how === 'signed-in';

  useEffect(() => {
    const timer = setTimeout(leave, good ? GOOD_STAYS : how === 'gone' ? GONE_STAYS : BAD_STAYS);
    const leaveOnKey = ({ key }: KeyboardEvent) => {
      if (key === 'Enter' || key === 'Escape') leave();
    };
    window.addEventListener('keydown', leaveOnKey);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', leaveOnKey);
    };
  }, [good, how, leave]);

  return (
    <div class={good ? 'ending good' : 'ending'} role={good ? 'status' : 'alert'}>
      <span class="seal">
        <Icon name={good ? 'check' : how === 'excluded' ? 'key' : 'warning'} />
      </span>
      <p>{text(words[how])}</p>
    </div>
  );
}
