/** The worker's log: reasons, never secrets, names or addresses. Shown in the extension's own console only. */
export function logFailure(where: string, error: unknown): void {
  const parts: string[] = [];
  for (let cause = error; cause instanceof Error && parts.length < 5; cause = cause.cause) {
    const reason = 'reason' in cause ? ` (${String(cause.reason)})` : '';
    parts.push(`${cause.name}${reason}`);
  }
  console.warn(`latchkey: ${where}: ${parts.join(' <- ') || typeof error}`);
}

/** Starts work that nobody waits for; a failure is logged, never lost. */
export function detach(where: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => logFailure(where, error));
}
