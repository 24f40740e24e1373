import { text } from '../text';
import { Icon } from './icon';

/** Says that the organisation decided, so that nobody looks for what is wrong with the control. */
export function ManagedNote() {
  return (
    <span class="managed">
      <Icon name="lock" />
      {text('settingManaged')}
    </span>
  );
}
