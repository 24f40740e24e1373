/** §sctn-timeout-recommended-range, in milliseconds. Short limits shut people out who need time. */
const LEAST = 300_000;
const MOST = 600_000;

/** How long a ceremony may take: what the site asks for, brought into the range; 5 minutes if it does not say. */
export function clampTimeout(requested: number | undefined): number {
  if (requested === undefined || Number.isNaN(requested)) return LEAST;
  return Math.min(MOST, Math.max(LEAST, requested));
}
