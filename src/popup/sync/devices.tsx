import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SyncStatus } from '../../messages/surface-background';
import { ask } from '../ask';
import { cleanText } from '../clean-text';
import { attempt, tell } from '../notice';
import { Icon } from '../parts/icon';
import { useArrival, useFocusAfterRows } from '../parts/view-focus';
import { locale, text } from '../text';
import { agoText } from '../when';
import { Comparison } from './comparison';
import { KeyForm } from './key-form';

type Device = SyncStatus['devices'][number];

/** All devices in sync, and the code by which two of them are compared. */
export function Devices({ now }: { readonly now: SyncStatus }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusAfterRows(heading, now.devices.map(({ id }) => id).join(' '));
  return (
    <section class="settings-section" aria-labelledby="devices-title">
      <h2 id="devices-title" ref={heading} tabIndex={-1}>
        {text('syncDevices')}
      </h2>
      <ul class="card device-list">
        {now.devices.map((device) => (
          <Row key={device.id} device={device} allowed={now.allowed} />
        ))}
      </ul>
      {now.code && <Comparison code={now.code} />}
    </section>
  );
}

/** `allowed`: else an organisation forbids sync, and nothing can be told to the others. */
function Row({ device, allowed }: { readonly device: Device; readonly allowed: boolean }) {
  const removing = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  // Who leaves the question is back where they opened it.
  useEffect(() => {
    if (was.current && !removing.value) button.current?.focus();
    was.current = removing.value;
  }, [removing.value]);
  const { id, name, isThis, lastSeen, hasLeft } = device;
  const seen = lastSeen === null ? '' : text('syncSeen', agoText(lastSeen, Date.now(), locale()));
  return (
    <li data-device={id}>
      <Icon name="device" />
      {isThis ? (
        <Name name={name} />
      ) : (
        <div class="device-words">
          <strong>
            <bdi>{cleanText(name)}</bdi>
          </strong>
          <span class="hint">{hasLeft ? text('syncHasLeft') : seen}</span>
        </div>
      )}
      {isThis && <span class="hint">{text('syncThis')}</span>}
      {allowed && !isThis && !removing.value && (
        <button
          type="button"
          class="quiet"
          data-action="remove-device"
          ref={button}
          onClick={() => {
            removing.value = true;
          }}
        >
          {text('remove')}
        </button>
      )}
      {allowed && removing.value && <Remove device={device} leave={() => (removing.value = false)} />}
    </li>
  );
}

function Remove({ device, leave }: { readonly device: Device; readonly leave: () => void }) {
  const question = useArrival<HTMLParagraphElement>(device.id);
  return (
    <div class="device-remove">
      <p class="hint" ref={question} tabIndex={-1}>
        {text('syncRemoveHint', device.name)}
      </p>
      <KeyForm
        action="confirm-remove"
        label="syncRemove"
        kind="danger"
        act={(recoveryKey) => ask({ type: 'sync-remove-device', device: device.id, recoveryKey })}
        done={() => {
          tell(text('syncDeviceRemoved', device.name));
          leave();
        }}
        cancel={leave}
      />
    </div>
  );
}

/** Kept when it is left, or by Enter. */
function Name({ name }: { readonly name: string }) {
  return (
    <input
      class="device-name"
      name="device-name"
      aria-label={text('syncName')}
      maxLength={60}
      defaultValue={name}
      onChange={({ currentTarget }) => {
        const wanted = currentTarget.value.trim();
        if (wanted === '' || wanted === name) return;
        void attempt(async () => {
          await ask({ type: 'sync-rename', name: wanted });
          tell(text('saved'));
        });
      }}
    />
  );
}
