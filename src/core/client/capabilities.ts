/** §enum-clientCapability, and `extension:ID`; a key that is missing is not disclosed. */
export type ClientCapabilities = { readonly [key: string]: boolean };

/**
 * What getClientCapabilities() says of the browser and Latchkey together: whatever either can do. Keys in
 * lexicographic order (§sctn-getClientCapabilities). `native` is null where the browser has no such method.
 */
export function mergeCapabilities(
  native: ClientCapabilities | null,
  ours: ClientCapabilities,
): ClientCapabilities {
  const keys = [...new Set([...Object.keys(native ?? {}), ...Object.keys(ours)])].sort();
  return Object.fromEntries(keys.map((key) => [key, native?.[key] === true || ours[key] === true]));
}
