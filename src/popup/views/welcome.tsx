import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Brand } from '../parts/brand';
import { Icon, type IconName } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { route } from '../route';
import { vault } from '../state';
import { Join } from '../sync/join';
import { Joined } from '../sync/joined';
import { text } from '../text';
import { MakeVault } from './make-vault';
import { WelcomeDone } from './welcome-done';
import { WelcomeProgress } from './welcome-progress';

const promises = [
  { icon: 'key', title: 'promiseNothing', more: 'promiseNothingText' },
  { icon: 'site', title: 'promiseSite', more: 'promiseSiteText' },
  { icon: 'shield', title: 'promiseSecret', more: 'promiseSecretText' },
  { icon: 'lock', title: 'promiseHere', more: 'promiseHereText' },
  { icon: 'user', title: 'promiseOwn', more: 'promiseOwnText' },
] as const satisfies readonly { icon: IconName; title: string; more: string }[];

/** First run: what this is, and the PIN that makes the vault; then how to go on. */
export function Welcome() {
  useTitle(text('titleWelcome'));
  const made = vault.value?.state !== 'none';
  /** Known only until this page is left, so that what follows need not ask for it again. */
  const pin = useSignal<string | null>(null);
  /** It was known, and is not the PIN any more. */
  const isPinPast = useSignal(false);
  const remember = (chosen: string) => {
    pin.value = chosen;
    isPinPast.value = false;
  };
  const forget = () => {
    pin.value = null;
    isPinPast.value = true;
  };
  /** Stays until it is done: the vault is made in the middle of it. */
  const joining = useSignal(route.value.view === 'join' && !made);
  const hasJoined = useSignal(false);
  useEffect(() => {
    if (vault.value?.state === 'none') joining.value = route.value.view === 'join';
  }, [route.value.view]);
  const after = pin.value === null || vault.value?.ways.recoveryKey ? 2 : 1;
  const at = made ? after : 0;
  return (
    <main class="welcome" data-view="welcome">
      <div class="welcome-side">
        <Brand />
        <h1>{text('welcomeTitle')}</h1>
        <ul class="promises">
          {promises.map(({ icon, title, more }) => (
            <li key={title}>
              <Icon name={icon} />
              <div>
                <strong>{text(title)}</strong>
                <p>{text(more)}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div class="welcome-main">
        <div class="welcome-column">
          <WelcomeProgress at={at} />
          {vault.value?.lost && (
            <div class="notice bad" role="alert">
              <Icon name="warning" />
              <div>
                <strong>{text('lostTitle')}</strong>
                <p>{text('lostText')}</p>
              </div>
            </div>
          )}
          {joining.value && (
            <Join
              made={remember}
              joined={() => {
                joining.value = false;
                hasJoined.value = true;
              }}
            />
          )}
          {!joining.value && hasJoined.value && <Joined />}
          {!joining.value &&
            (made ? (
              <WelcomeDone pin={pin.value} isPinPast={isPinPast.value} forget={forget} />
            ) : (
              <MakeVault made={remember} />
            ))}
        </div>
      </div>
    </main>
  );
}
