/** Where a window is, in CSS pixels; the left screen of several may well lie at negative ones. */
export type Bounds = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** How far below the top of the asking window a prompt is placed: clear of its toolbar. */
const BELOW = 72;

/**
 * Where a window of that size goes over the one that asks: in its middle, below its toolbar, and not beyond its lower
 * edge while there is room above. Where its own window is, there is its screen.
 */
export function placeOver(
  asker: Bounds,
  size: Pick<Bounds, 'width' | 'height'>,
): Pick<Bounds, 'left' | 'top'> {
  const left = asker.left + Math.max(0, (asker.width - size.width) / 2);
  const below = Math.max(0, Math.min(BELOW, asker.height - size.height));
  return { left: Math.round(left), top: Math.round(asker.top + below) };
}
