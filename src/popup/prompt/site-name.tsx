import { Fragment } from 'preact';
import { hostParts } from '../host-parts';

/** A host with the part standing out that says whose it is; ASCII only, left to right in every language (D40). */
export function SiteName({ origin, site }: { origin: string; site: string }) {
  const parts = hostParts(origin, site);
  return (
    <bdi class="site-name" dir="ltr">
      {parts.before && (
        <span>
          <Labels text={parts.before} />
        </span>
      )}
      <strong>
        <Labels text={parts.site} />
      </strong>
      {parts.after && <span>{parts.after}</span>}
    </bdi>
  );
}

/** A line may break after a dot, so that labels stay whole where they can. */
function Labels({ text }: { text: string }) {
  return text.split(/(?<=\.)/).map((label, index) => (
    <Fragment key={`${index} ${label}`}>
      {index > 0 && <wbr />}
      {label}
    </Fragment>
  ));
}
