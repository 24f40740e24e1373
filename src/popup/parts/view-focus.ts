import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a view that the person went to: focus moves there, so that a screen reader reads where they are. */
export function useArrival<E extends HTMLElement>(key: string): RefObject<E | null> {
  const heading = useRef<E>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [key]);
  return heading;
}

/** What had the focus may be gone with a row of these: then it moves to the heading above them. */
export function useFocusAfterRows<E extends HTMLElement>(heading: RefObject<E | null>, rows: string): void {
  const shown = useRef(rows);
  useEffect(() => {
    const isGone = shown.current !== rows && document.activeElement === document.body;
    if (isGone) heading.current?.focus({ preventScroll: true });
    shown.current = rows;
  }, [rows]);
}

/** The document's title says which view is shown; null where another view says it. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);
}
