import type { Settings } from '../../messages/surface-background';
import { type TextKey, text } from '../text';
import { Section } from './section';
import { Choice, change, Switch } from './setting';

const surfaces = [
  ['auto', 'surfaceAuto'],
  ['popup', 'surfacePopup'],
  ['window', 'surfaceWindow'],
] as const satisfies readonly (readonly [Settings['prompt-surface'], TextKey])[];

/** How sites and the person meet. */
export function AskingSection({ now }: { readonly now: Settings }) {
  return (
    <Section name="asking" title="sectionAsking">
      <Choice
        name="prompt-surface"
        label="settingSurface"
        hint="settingSurfaceHint"
        value={now['prompt-surface']}
        options={surfaces.map(([value, label]) => ({ value, label: text(label) }))}
        choose={(value) => void change({ 'prompt-surface': value })}
      />
      <Switch
        name="automatic-upgrades"
        label="settingUpgrades"
        hint="settingUpgradesHint"
        on={now['automatic-upgrades']}
        turn={(on) => void change({ 'automatic-upgrades': on })}
      />
    </Section>
  );
}
