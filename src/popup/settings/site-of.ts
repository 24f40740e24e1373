/** The host that a person means by what they typed, be it an address; null where there is none in it. */
export function hostTyped(typed: string): string | null {
  const text = typed.trim();
  const address = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== '' ? hostname : null;
}
