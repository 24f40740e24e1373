/** Whether a host can ask for passkeys of that RP ID by its name alone: it is the RP ID or ends with it (§rp-id). */
export function isWithinRpId(host: string, rpId: string): boolean {
  return host === rpId || host.endsWith(`.${rpId}`);
}
