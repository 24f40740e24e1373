import type { ActivityEntry } from '../../messages/surface-background';
import { Icon, type IconName } from '../parts/icon';
import { locale, plural, text } from '../text';
import { kindTexts, reasonTexts, resultTexts } from './words-for';

const icons: Record<ActivityEntry['result'], IconName> = {
  done: 'check',
  browser: 'open',
  waits: 'clock',
  failed: 'close',
};

/** One thing that happened: where, what was asked, what came of it and why. */
export function ActivityRow({ at, kind, site, rpId, result, reason, times }: ActivityEntry) {
  // A reason of a later version is not known here.
  const why = reason in reasonTexts ? reasonTexts[reason] : 'reasonInternal';
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(at);
  return (
    <li class="activity-row" data-result={result} data-reason={reason}>
      <span class="activity-mark">
        <Icon name={icons[result]} />
      </span>
      <div class="activity-words">
        <p class="first">
          {site === null ? text(kindTexts[kind]) : <bdi>{site}</bdi>}
          {times > 1 && <span class="hint"> {plural('activityTimes', times)}</span>}
        </p>
        <p class="second">
          {site !== null && `${text(kindTexts[kind])} · `}
          <strong>{text(resultTexts[result])}</strong>
        </p>
        {why && <p class="second">{text(why)}</p>}
        {rpId !== null && <p class="second">{text('activityFor', rpId)}</p>}
      </div>
      <time class="hint" dateTime={new Date(at).toISOString()}>
        {time}
      </time>
    </li>
  );
}
