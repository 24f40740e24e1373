import * as v from 'valibot';
import type { PasskeyRecord } from '../vault/record';
import type { ToldPasskey } from './format';
import { isObject, listIn, type Members } from './shape';

export const EXPORTER_RP_ID = 'latchkey.example';
/** Extensions are named for who defines them (CXF §2.2). Others keep or drop it; either is well. */
export const CXF_EXTENSION = `${EXPORTER_RP_ID}/passkey`;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What CXF has no member for. Each by itself, so that one bad value loses nothing else. */
const extension = v.object({
  alg: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
  discoverable: v.exactOptional(v.boolean()),
  backupEligible: v.exactOptional(v.boolean()),
  credProtect: v.exactOptional(v.picklist([1, 2, 3])),
  rpName: v.exactOptional(v.string()),
  displayName: v.exactOptional(v.string()),
  createdAt: v.exactOptional(count),
  lastUsedAt: v.exactOptional(v.nullable(count)),
  lastUsedOrigin: v.exactOptional(v.nullable(v.string())),
  hiddenAt: v.exactOptional(v.nullable(count)),
});

export function writeOwnExtension(record: PasskeyRecord): Members {
  const { alg, discoverable, backupEligible, credProtect, rpName, displayName } = record;
  const { createdAt, lastUsedAt, lastUsedOrigin, hiddenAt } = record;
  const told = { alg, discoverable, backupEligible, credProtect, rpName, displayName };
  return { name: CXF_EXTENSION, ...told, createdAt, lastUsedAt, lastUsedOrigin, hiddenAt };
}

export function readOwnExtension(
  item: Members,
): Pick<ToldPasskey, 'atFirst'> & { told: Partial<ToldPasskey> } {
  const found = listIn(item, 'extensions').find((each) => isObject(each) && each.name === CXF_EXTENSION);
  const parsed = v.safeParse(extension, found);
  if (!parsed.success) return { told: {} };
  const { createdAt, lastUsedAt, lastUsedOrigin, hiddenAt, ...told } = parsed.output;
  const atFirst = {
    ...(createdAt !== undefined && { createdAt }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
    ...(lastUsedOrigin !== undefined && { lastUsedOrigin }),
    ...(hiddenAt !== undefined && { hiddenAt }),
  };
  return { told, atFirst };
}
