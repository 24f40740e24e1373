import { useSignal } from '@preact/signals';
import type { Settings } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { Icon } from '../parts/icon';
import { ManagedNote } from '../parts/managed-note';
import { locale, text } from '../text';
import { Section } from './section';
import { isManaged } from './setting';
import { hostTyped } from './site-of';

async function exclude(host: string, excluded: boolean): Promise<boolean> {
  return attempt(async () => {
    await ask({ type: 'site-exclude', host, excluded });
    const back = async () => void (await ask({ type: 'site-exclude', host, excluded: !excluded }));
    tell(text(excluded ? 'siteLeftOut' : 'siteLetIn', host), back);
  });
}

/** Sites that Latchkey leaves to the browser: read, added, taken off. */
export function SitesSection({ now }: { readonly now: Settings }) {
  const sites = now['excluded-sites'];
  const allowed = now['allowed-sites'];
  const managed = isManaged('excluded-sites');
  return (
    <Section name="sites" title="sectionSites">
      <div class="words-of">
        <p class="hint">{text('sitesHint')}</p>
        {managed && <ManagedNote />}
        {allowed && (
          <p class="hint">
            {text('sitesAllowed', new Intl.ListFormat(locale()).format(allowed))}
            <ManagedNote />
          </p>
        )}
      </div>
      {!managed && <AddSite />}
      <ul class="site-list" aria-label={text('sectionSites')}>
        {sites.map((host) => (
          <li key={host} data-excluded-site={host}>
            <bdi>{host}</bdi>
            {!managed && (
              <button
                type="button"
                class="quiet round"
                data-action="include-site"
                aria-label={text('siteLetInAgain', host)}
                onClick={() => void exclude(host, false)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddSite() {
  const typed = useSignal('');
  const refused = useSignal(false);

  async function add(): Promise<void> {
    const host = hostTyped(typed.value);
    refused.value = host === null;
    if (host !== null && (await exclude(host, true))) typed.value = '';
  }

  return (
    <>
      <form
        class="site-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          type="text"
          inputMode="url"
          name="excluded-site"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          aria-label={text('siteAddLabel')}
          placeholder="example.com"
          aria-invalid={refused.value}
          aria-describedby="excluded-site-refused"
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            refused.value = false;
          }}
        />
        <button type="submit" data-action="exclude-site">
          {text('siteAdd')}
        </button>
      </form>
      {refused.value && (
        <p id="excluded-site-refused" class="hint bad words-of" role="alert">
          {text('siteNotOne')}
        </p>
      )}
    </>
  );
}
