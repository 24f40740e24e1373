import { ask } from '../ask';
import { tell } from '../notice';
import { text } from '../text';
import { KeyForm } from './key-form';

/** A device was removed elsewhere: the recovery key shows that this one is to go on. */
export function Follow() {
  return (
    <div class="card question" data-question="moved">
      <strong>{text('syncMoved')}</strong>
      <p class="hint">{text('syncMovedHint')}</p>
      <KeyForm
        action="sync-follow"
        label="syncFollow"
        act={(recoveryKey) => ask({ type: 'sync-follow', recoveryKey })}
        done={() => tell(text('syncUpToDate'))}
      />
    </div>
  );
}
