import { isFirefox } from '../is-firefox';
import { Icon } from '../parts/icon';
import { SiteAccessStep } from '../parts/site-access-step';
import { useArrival } from '../parts/view-focus';
import { text } from '../text';
import { WelcomeWays } from './welcome-ways';

/** Firefox pins from the toolbar's own menu; Chrome and its kin from the puzzle piece. */

/** A public page for trying passkeys; opened only if the person wants to. */
const TEST_PAGE = 'https://webauthn.io/';

type WelcomeDoneProps = {
  readonly pin: string | null;
  readonly isPinPast: boolean;
  readonly forget: () => void;
};

/** The vault is made: how to keep the icon in sight, and how to try it. */
export function WelcomeDone({ pin, isPinPast, forget }: WelcomeDoneProps) {
  const heading = useArrival<HTMLHeadingElement>('done');
  return (
    <div class="welcome-done">
      <span class="seal good">
        <Icon name="check" />
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {text('doneTitle')}
      </h2>
      <ol class="steps">
        <SiteAccessStep />
        {(pin !== null || isPinPast) && <WelcomeWays pin={pin} forget={forget} />}
        <li>
          <Icon name={isFirefox ? 'settings' : 'puzzle'} />
          <div>
            <strong>{text('donePin')}</strong>
            <p>{text(isFirefox ? 'donePinFirefox' : 'donePinChrome')}</p>
          </div>
        </li>
        <li>
          <Icon name="key" />
          <div>
            <strong>{text('doneTry')}</strong>
            <p>{text('doneTryText')}</p>
            <a href={TEST_PAGE} target="_blank" rel="noreferrer" class="away">
              {text('doneTryPage')}
              <Icon name="open" />
            </a>
          </div>
        </li>
      </ol>
      <a class="button primary wide" href="manager.html" data-action="open-manager">
        {text('openManager')}
      </a>
    </div>
  );
}
