import * as v from 'valibot';
import { fromBase64url, toBase64url } from '../bytes';
import { readSlot, type Slot } from './slot';

/** Slots as JSON, for memory that takes no bytes (the browser's session area). Bytes are base64url. */
const bytes = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return fromBase64url(dataset.value);
    } catch {
      addIssue({ message: 'no base64url' });
      return NEVER;
    }
  }),
);
const json = v.looseObject({ kdf: v.looseObject({ salt: bytes }), wrapped: bytes });

export function slotToJson<S extends Exclude<Slot, { type: 'platform' }>>(slot: S) {
  const { kdf, wrapped } = slot;
  return { ...slot, kdf: { ...kdf, salt: toBase64url(kdf.salt) }, wrapped: toBase64url(wrapped) };
}

/** Null where it is no slot. */
export function slotFromJson(value: unknown): Slot | null {
  const parsed = v.safeParse(json, value);
  if (!parsed.success) return null;
  try {
    return readSlot(parsed.output);
  } catch {
    return null;
  }
}
