import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';
import { sync, takeSync } from '../state';
import { text } from '../text';
import { Comparison } from './comparison';

/** Said once, to who has just joined: what to compare with another device. */
export function Joined() {
  useEffect(() => {
    void attempt(async () => takeSync(await ask({ type: 'sync-status' })));
  }, []);
  return (
    <div class="notice" role="status">
      <div>
        <strong>{text('syncJoined')}</strong>
        {sync.value?.code && <Comparison code={sync.value.code} />}
      </div>
    </div>
  );
}
