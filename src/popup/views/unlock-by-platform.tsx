import { useEffect, useState } from 'preact/hooks';
import type { Ways } from '../../messages/surface-background';
import { ask } from '../ask';
import { openOwnWindow } from '../open-page';
import { BusyButton } from '../parts/busy-button';
import { Icon } from '../parts/icon';
import { useProving } from '../proving';
import { isToolbarPopup } from '../surface';

/** This window was opened by the toolbar's popup, to ask for face or finger at once and leave then. */
const isHandedOver = new URLSearchParams(location.search).get('verify') === 'platform';

/** Opens the vault by face or finger. The toolbar's popup would close under the system's dialog: a window asks. */
export function UnlockByPlatform({ ways }: { ways: Ways }) {
  const proving = useProving();
  const [due, setDue] = useState(isHandedOver);

  async function unlock(): Promise<void> {
    if (isToolbarPopup()) return openOwnWindow();
    const opened = await proving.byPlatform((proof) => ask({ type: 'vault-unlock-with', proof }));
    if (opened && isHandedOver) window.close();
  }

  useEffect(() => {
    if (!due || ways.platform.length === 0) return;
    setDue(false);
    void unlock();
  }, []);

  return (
    <>
      <BusyButton
        action="verify-platform"
        label="verifyPlatform"
        during="platformAsking"
        busy={proving.busy.value}
        act={() => void unlock()}
        kind="wide"
      >
        <Icon name="finger" />
      </BusyButton>
      {proving.failure.value && (
        <p class="hint bad" role="alert">
          {proving.failure.value}
        </p>
      )}
    </>
  );
}
