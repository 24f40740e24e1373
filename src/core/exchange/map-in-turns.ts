const AT_ONCE = 100;

/** As `map` does, but with a breath now and then: ten thousand items would keep the background from answering. */
export async function mapInTurns<Each, Result>(
  all: readonly Each[],
  read: (each: Each) => Result,
  breathe: () => Promise<void>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    await breathe();
    for (const each of all.slice(at, at + AT_ONCE)) results.push(read(each));
  }
  return results;
}
