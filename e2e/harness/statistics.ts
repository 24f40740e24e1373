/** Two-sided; so many standard deviations. */
const Z_95 = 1.96;

export type Interval = { readonly low: number; readonly high: number };

/**
 * 95% confidence interval of the median, without an assumption about the distribution: by the order statistics
 * whose ranks a binomial(n, 1/2) lies between. Robust against the outliers of a busy machine.
 */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (Z_95 * Math.sqrt(sorted.length)) / 2;
  const middle = sorted.length / 2;
  const low = sorted[Math.floor(middle - half)];
  const high = sorted[Math.ceil(middle + half)];
  if (low === undefined || high === undefined) throw new Error(`${values.length} values are too few`);
  return { low, high };
}

/** Whether all of the interval is nearer to zero than `bound`. */
export function isWithin({ low, high }: Interval, bound: number): boolean {
  return low > -bound && high < bound;
}
