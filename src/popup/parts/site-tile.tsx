import { siteTile } from '../site-tile';

/** A site's letter on its own colour. Decoration: the site's name always stands beside it. */
export function SiteTile({ rpId, large = false }: { rpId: string; large?: boolean }) {
  const { letter, hue } = siteTile(rpId);
  return (
    <span class={large ? 'tile tile-large' : 'tile'} style={{ '--hue': String(hue) }} aria-hidden="true">
      {letter}
    </span>
  );
}
