import { type Bytes, concat } from '../core/bytes';

/** The body; null as soon as it grows beyond so many bytes, whatever its length was said to be. */
export async function readBoundedBytes(response: Response, maxSize: number): Promise<Bytes | null> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    if (size > maxSize) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

/** The same as text. */
export async function readBounded(response: Response, maxSize: number): Promise<string | null> {
  const bytes = await readBoundedBytes(response, maxSize);
  return bytes && new TextDecoder().decode(bytes);
}
