/**
 * In milliseconds. The default and the upper bound are those of §sctn-timeout-recommended-range. The lower bound is
 * below what is recommended there, for a site may mean its limit: two minutes are time enough to find and type a
 * PIN, and the limits that shut people out are shorter.
 */
const LEAST = 120_000;
const DEFAULT = 300_000;
const MOST = 600_000;

/** How long a ceremony may take: what the site asks for, brought into the range; 5 minutes if it does not say. */
export function clampTimeout(requested: number | undefined): number {
  if (requested === undefined || Number.isNaN(requested)) return DEFAULT;
  return Math.min(MOST, Math.max(LEAST, requested));
}
