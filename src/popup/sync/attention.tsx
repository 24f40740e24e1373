import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { sync, takeSync } from '../state';
import { text } from '../text';

/** A mark beside the word where sync waits for the person. */
export function SyncAttention() {
  useEffect(() => {
    // Whoever cannot be told now is told by the next news.
    void ask({ type: 'sync-status' }).then(takeSync, () => undefined);
  }, []);
  const now = sync.value;
  if (!now) return null;
  const asks = ['trouble', 'held', 'moved', 'removed'].includes(now.state);
  if (!asks && now.inDoubt.length === 0 && now.warnings.length === 0) return null;
  return <i class="attention" role="img" aria-label={text('syncAttention')} />;
}
