import { useEffect, useState } from 'preact/hooks';
import { keepStorage } from '../storage-promise';
import { text } from '../text';
import { Icon } from './icon';

/** Asks the browser to keep what we store, and says so where it does not promise that. */
export function StorageNotice() {
  const [kept, setKept] = useState(true);
  useEffect(() => void keepStorage().then(setKept), []);
  if (kept) return null;
  return (
    <p class="notice careful">
      <Icon name="warning" />
      <span>{text('storageNotKept')}</span>
    </p>
  );
}
