/** Files cross a port as base64: messages between a page and the background are JSON. */

/** A multiple of three, so that each piece is base64 without padding but the last. */
const PIECE_BYTES = 384 * 1024;
/** Arguments that one call may have in every browser. */
const STRIDE = 0x8000;

export function* toPieces(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield encode(bytes.subarray(at, at + PIECE_BYTES));
}

/** Throws where one is no base64. */
export function fromPieces(pieces: readonly string[]): Uint8Array<ArrayBuffer> {
  const binaries = pieces.map((piece) => atob(piece));
  const bytes = new Uint8Array(binaries.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const binary of binaries) {
    for (let index = 0; index < binary.length; index += 1) bytes[at + index] = binary.charCodeAt(index);
    at += binary.length;
  }
  return bytes;
}

function encode(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STRIDE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STRIDE));
  }
  return btoa(binary);
}
