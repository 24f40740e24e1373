import { useEffect, useState } from 'preact/hooks';
import { attempt, notice } from '../notice';
import { text } from '../text';
import { Icon } from './icon';

/** How long news stays; with an undo it must be long enough to read, decide and reach it. */
const NEWS_STAYS = 4000;
const UNDO_STAYS = 10_000;

/** The latest news, with its undo; errors stay until they are closed. */
export function Notices() {
  const shown = notice.value;
  const [held, hold] = useState(false);

  useEffect(() => {
    if (!shown || shown.tone === 'error' || held) return;
    const timer = setTimeout(() => close(), shown.undo ? UNDO_STAYS : NEWS_STAYS);
    return () => clearTimeout(timer);
  }, [shown, held]);

  function close(): void {
    if (notice.value === shown) notice.value = null;
    hold(false);
  }

  const takeBack = shown?.undo;
  return (
    <div
      class="notices"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      <div role="status">
        {shown?.tone === 'news' && (
          <div class="toast">
            <span>{shown.text}</span>
            {takeBack && (
              <button
                type="button"
                data-action="undo"
                onClick={() => {
                  close();
                  void attempt(takeBack);
                }}
              >
                {text('undo')}
              </button>
            )}
          </div>
        )}
      </div>
      {shown?.tone === 'error' && (
        <div class="toast bad" role="alert">
          <Icon name="warning" />
          <span>{shown.text}</span>
          <button type="button" class="round" aria-label={text('close')} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
