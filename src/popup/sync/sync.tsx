import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';
import { useArrival, useTitle } from '../parts/view-focus';
import { sync, takeSync } from '../state';
import { text } from '../text';
import { Connect } from './connect';
import { Devices } from './devices';
import { Disconnect } from './disconnect';
import { Questions } from './questions';
import { Standing } from './standing';

/** Sync: where to, how it stands, which devices, and what needs the person. */
export function Sync() {
  const heading = useArrival<HTMLHeadingElement>('sync');
  useTitle(text('titleSync'));
  useEffect(() => {
    void attempt(async () => takeSync(await ask({ type: 'sync-status' })));
  }, []);
  const now = sync.value;
  return (
    <section
      class="settings sync"
      data-view="sync"
      data-sync={now?.state}
      data-reason={now?.reason ?? undefined}
      data-synced-at={now?.lastAt ?? undefined}
      aria-labelledby="sync-title"
    >
      <h1 id="sync-title" ref={heading} tabIndex={-1}>
        {text('sync')}
      </h1>
      {now && !now.allowed && <p class="hint">{text('syncForbidden')}</p>}
      {now?.allowed && now.state === 'off' && <Connect />}
      {now && now.place !== 'none' && (
        <>
          <Standing now={now} />
          <Questions now={now} />
          {now.state !== 'removed' && <Devices now={now} />}
          <Disconnect />
        </>
      )}
    </section>
  );
}
