import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

type RowWindowProps = {
  readonly count: number;
  readonly label: string;
  /** Changes when the rows are others, so that the list starts at its top again. */
  readonly about: string;
  /** The row that has the focus at first; negative: none. */
  readonly start: number;
  readonly row: (index: number, isActive: boolean) => ComponentChildren;
  readonly keyOf: (index: number) => string;
};

/** Rows drawn beyond those in view. */
const BEYOND = 6;

/**
 * A list that draws only the rows in view, so that ten thousand are as quick as ten. One row at a time is in the
 * tab order; arrow keys, Home and End move along.
 */
export function RowWindow({ count, label, about, start, row, keyOf }: RowWindowProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(600);
  const [ruler, rowHeight] = useRowHeight();
  const [top, setTop] = useState(() => Math.max(0, (start - 2) * rowHeight));
  const [active, setActive] = useState(Math.max(0, start));
  const follow = useRef(start >= 0);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    box.scrollTop = top;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const before = useRef(about);
  useEffect(() => {
    if (before.current === about) return;
    before.current = about;
    setActive(0);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [about]);

  useLayoutEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-index="${active}"] a`)
      ?.focus({ preventScroll: true });
  });

  function move(to: number): void {
    const box = scroller.current;
    const next = Math.max(0, Math.min(count - 1, to));
    if (!box || count === 0) return;
    const start = next * rowHeight;
    if (start < box.scrollTop) box.scrollTop = start;
    else if (start + rowHeight > box.scrollTop + height) box.scrollTop = start + rowHeight - height;
    follow.current = true;
    setTop(box.scrollTop);
    setActive(next);
  }

  useEffect(() => {
    const box = scroller.current;
    box?.addEventListener('keydown', hear);
    return () => box?.removeEventListener('keydown', hear);
  });

  function hear(event: KeyboardEvent): void {
    const next = target(event.key, active, count, Math.max(1, Math.floor(height / rowHeight) - 1));
    if (next === null) return;
    event.preventDefault();
    if (next < 0 && event.key === 'ArrowUp') document.querySelector<HTMLElement>('[name="search"]')?.focus();
    else move(next);
  }

  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + BEYOND);
  const current = Math.min(active, count - 1);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  // The row in the tab order stays, or focus would be lost when it is scrolled away.
  if (current >= 0 && (current < first || current > last)) drawn.push(current);

  return (
    <div class="rows" ref={scroller} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <span class="ruler" ref={ruler} aria-hidden="true" />
      <ul aria-label={label} style={{ height: `${count * rowHeight}px` }}>
        {drawn.map((index) => (
          <li
            key={keyOf(index)}
            data-index={index}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
            onFocusIn={() => setActive(index)}
          >
            {row(index, index === current)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The row that a key leads to; null for keys that do not move. */
function target(key: string, from: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + page;
    case 'PageUp':
      return from - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The height of a row, which the style sheet sets and which grows with the person's text size. */
function useRowHeight(): [RefObject<HTMLSpanElement | null>, number] {
  const ruler = useRef<HTMLSpanElement>(null);
  const [height, setHeight] = useState(60);
  useLayoutEffect(() => {
    const { current } = ruler;
    if (!current) return;
    const observer = new ResizeObserver(() => setHeight(current.offsetHeight));
    observer.observe(current);
    setHeight(current.offsetHeight);
    return () => observer.disconnect();
  }, []);
  return [ruler, height];
}
