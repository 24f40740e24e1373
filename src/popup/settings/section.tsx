import type { ComponentChildren } from 'preact';
import { type TextKey, text } from '../text';

/** Settings that belong together, under their own heading; `name` is for its address and its label. */
export function Section(props: { name: string; title: TextKey; children: ComponentChildren }) {
  const id = `settings-${props.name}`;
  return (
    <section class="settings-section" aria-labelledby={id}>
      <h2 id={id}>{text(props.title)}</h2>
      <div class="card">{props.children}</div>
    </section>
  );
}
