import { useEffect, useState } from 'preact/hooks';
import type { PlatformWay } from '../../../messages/surface-background';
import { ask } from '../../ask';
import { attempt, tell } from '../../notice';
import { Icon } from '../../parts/icon';
import { platformAvailable } from '../../platform-authenticator';
import { readVault } from '../../state';
import { locale, text } from '../../text';
import { dateText } from '../../when';
import { AddPlatform } from './add-platform';
import { Way } from './way';

async function remove(slot: string): Promise<void> {
  await attempt(async () => {
    const { result } = await ask({ type: 'ways-remove-platform', slot });
    tell(text(result === 'ok' ? 'platformRemoved' : 'platformOnlyWay'));
    await readVault();
  });
}

/** Face or finger: each device's own, with its removal; and another one, where this browser can. */
export function PlatformWays({ ways }: { ways: readonly PlatformWay[] }) {
  const [available, setAvailable] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    void platformAvailable().then((is) => shown && setAvailable(is));
    return () => {
      shown = false;
    };
  }, []);

  return (
    <Way
      icon="finger"
      title="platformTitle"
      hint={available === false ? 'platformNotHere' : 'platformHint'}
      opener={available === false ? null : { action: 'add-platform', label: 'platformAdd' }}
      form={(leave) => <AddPlatform leave={leave} />}
    >
      {ways.length > 0 && (
        <ul class="way-list">
          {ways.map(({ slot, addedAt }) => (
            <li key={slot} data-slot={slot}>
              <span>
                {addedAt ? text('platformSince', dateText(addedAt, locale())) : text('platformTitle')}
              </span>
              <button
                type="button"
                class="quiet"
                data-action="remove-platform"
                onClick={() => void remove(slot)}
              >
                <Icon name="trash" />
                {text('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Way>
  );
}
