import { Inflate, Unzip, type UnzipFile, UnzipInflate, zipSync } from 'fflate';
import { type Bytes, concat, own } from '../bytes';
import { ExchangeError } from './error';
import { MAX_EXPANDED_BYTES, MAX_FILES } from './limits';

/** Compressed bytes that are unpacked at once: at the most about a thousandfold of this comes out unasked. */
const STEP = 16_384;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The entries whose names are wanted. Sizes that the archive claims are not believed: it is unpacked piece by
 * piece, and given up as soon as more comes out than is allowed. Throws malformed or expands-too-far.
 */
export function unzip(
  archive: Bytes,
  isWanted: (name: string) => boolean,
  limit = MAX_EXPANDED_BYTES,
): ReadonlyMap<string, Bytes> {
  const found = new Map<string, Uint8Array[]>();
  let files = 0;
  let left = limit;

  function take(file: UnzipFile): void {
    files += 1;
    if (files > MAX_FILES) throw new ExchangeError('too-many');
    if (!isWanted(file.name)) return;
    const parts: Uint8Array[] = [];
    found.set(file.name, parts);
    file.ondata = (error, part) => {
      if (error) throw error;
      left -= part.length;
      if (left < 0) throw new ExchangeError('expands-too-far');
      parts.push(part);
    };
    file.start();
  }

  const unpacking = new Unzip(take);
  unpacking.register(UnzipInflate);
  inSteps(archive, (part, isLast) => unpacking.push(part, isLast));
  return new Map([...found].map(([name, parts]) => [name, concat(...parts)]));
}

/** Raw DEFLATE, at most `limit` bytes. Throws malformed or expands-too-far. */
export function inflate(deflated: Bytes, limit: number): Bytes {
  const parts: Uint8Array[] = [];
  let left = limit;
  const unpacking = new Inflate((part) => {
    left -= part.length;
    if (left < 0) throw new ExchangeError('expands-too-far');
    parts.push(part);
  });
  inSteps(deflated, (part, isLast) => unpacking.push(part, isLast));
  return concat(...parts);
}

function inSteps(bytes: Bytes, push: (part: Bytes, isLast: boolean) => void): void {
  try {
    for (let at = 0; at < bytes.length || at === 0; at += STEP) {
      push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof ExchangeError) throw cause;
    throw new ExchangeError('malformed', { cause });
  }
}

/** A zip archive of one file. Always of the same time, so that it tells nothing of when it was made. */
export function zip(name: string, bytes: Bytes): Bytes {
  return own(zipSync({ [name]: bytes }, { mtime: '1980-01-02' }));
}
