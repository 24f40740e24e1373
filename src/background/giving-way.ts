/** Milliseconds of work after which others get their turn. */
const BUDGET = 12;

/**
 * What long work calls between its steps: once they have taken a while it waits until others have had their turn.
 * Awaiting WebCrypto alone does not let them: its answers come in one after another, before any message.
 */
export function givingWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUDGET) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
