import type { Settings } from '../../messages/surface-background';
import { LANGUAGES } from '../../words/languages';
import { type TextKey, text } from '../text';
import { Section } from './section';
import { Choice, change } from './setting';

const themes = [
  ['system', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
] as const satisfies readonly (readonly [Settings['theme'], TextKey])[];

/** Colours and language. */
export function LookSection({ now }: { readonly now: Settings }) {
  // Each language by its own name, so that whoever landed in a foreign one finds the way back.
  const languages = LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name, lang: tag }));
  return (
    <Section name="look" title="sectionLook">
      <Choice
        name="theme"
        label="settingTheme"
        hint="settingThemeHint"
        value={now.theme}
        options={themes.map(([value, label]) => ({ value, label: text(label) }))}
        choose={(theme) => void change({ theme })}
      />
      <Choice
        name="language"
        label="settingLanguage"
        value={now.language}
        options={[{ value: 'auto', label: text('languageAuto') }, ...languages]}
        choose={(language) => void change({ language })}
      />
    </Section>
  );
}
