import type { Ways } from '../../messages/surface-background';
import { StorageNotice } from '../parts/storage-notice';
import { hasOtherWay } from '../pin-trouble';
import { NO_WAYS } from '../proving';
import { Section } from '../settings/section';
import { vault } from '../state';
import type { TextKey } from '../text';
import { ChangePin } from './ways/change-pin';
import { KeepPin } from './ways/keep-pin';
import { PlatformWays } from './ways/platform-ways';
import { NewRecoveryKey } from './ways/recovery-way';
import { Way } from './ways/way';

const pinHints: Record<Ways['pin'], TextKey> = {
  device: 'wayPinHint',
  session: 'wayPinInMemory',
  gone: 'pinGoneText',
  blocked: 'pinBlockedText',
  damaged: 'pinDamagedText',
};

/** All that opens the vault, and how to change it. Each change asks who it is, in that moment. */
export function WaysInSection() {
  const ways = vault.value?.ways ?? NO_WAYS;
  const inMemory = ways.pin === 'session' || ways.pin === 'gone';
  const hasPin = ways.pin === 'device' || ways.pin === 'session';
  const isShut = !hasPin && !hasOtherWay(ways);
  return (
    <Section name="ways-in" title="waysIn">
      <StorageNotice />
      <Way
        icon="lock"
        title="wayPin"
        hint={isShut ? 'pinIsOnlyWay' : pinHints[ways.pin]}
        opener={{ action: 'change-pin', label: hasPin ? 'pinChange' : 'pinSet' }}
        form={(leave) => <ChangePin leave={leave} />}
      />
      <Way
        icon="device"
        title={inMemory ? 'keptInMemory' : 'keptOnDevice'}
        hint={inMemory ? 'keptInMemoryHint' : 'keptOnDeviceHint'}
        opener={hasPin ? { action: 'keep-pin', label: inMemory ? 'keepOnDevice' : 'keepInMemory' } : null}
        form={(leave) => <KeepPin where={inMemory ? 'device' : 'session'} leave={leave} />}
      />
      <PlatformWays ways={ways.platform} />
      <Way
        icon="paper"
        title="recoveryKey"
        hint={ways.recoveryKey ? 'wayRecoveryHint' : 'wayRecoveryMissing'}
        opener={{
          action: 'new-recovery-key',
          label: ways.recoveryKey ? 'recoveryReplace' : 'recoveryMake',
        }}
        form={(leave) => <NewRecoveryKey leave={leave} />}
      />
    </Section>
  );
}
