import { givingWay } from '../giving-way';

/** How much is under way at a time: enough to keep every core busy, little enough that others get their turn. */
const AT_ONCE = 64;

/** The results of `work` on each, in order. Ten thousand at once would hold up whoever else waits. */
export async function fewAtOnce<Each, Result>(
  all: readonly Each[],
  work: (each: Each) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const giveWay = givingWay();
  for (let at = 0; at < all.length; at += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
    await giveWay();
  }
  return results;
}
