import { attempt } from '../notice';
import { askForSites } from '../site-access';
import { text } from '../text';

/** Without access to sites nothing works, and only the person can give it. */
export function SiteAccessGrant({ given }: { readonly given?: () => Promise<void> }) {
  return (
    <>
      <strong>{text('accessTitle')}</strong>
      <p>{text('accessText')}</p>
      <button
        type="button"
        class="primary"
        data-action="allow-sites"
        onClick={() => void attempt(async () => void ((await askForSites()) && (await given?.())))}
      >
        {text('accessGive')}
      </button>
    </>
  );
}
