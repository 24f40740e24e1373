import * as v from 'valibot';
import type { Platform } from '../platform';
import { binding } from './binding';
import { type ContentsPage, decodePage, encodePage, PAGES } from './contents';
import { VaultError } from './error';
import { bytes, count } from './header';
import type { VaultKeys } from './keys';
import { pad, unpad } from './padding';
import { open, seal } from './seal';

const CONTENTS_VERSION = 3;
/** Of a page before it is sealed, bytes: half of a record's, since in a small vault a page lists one passkey. */
const LEAST_SIZE = 256;

const stored = v.object({
  page: v.pipe(count, v.maxValue(PAGES - 1)),
  version: v.pipe(count, v.minValue(1)),
  epoch: v.pipe(count, v.minValue(1)),
  revision: v.pipe(count, v.minValue(1)),
  sealed: bytes,
});

/** A page of the contents as it lies in storage. */
export type SealedPage = v.InferOutput<typeof stored>;

function pageBinding(keys: VaultKeys, { page, version, epoch, revision }: Omit<SealedPage, 'sealed'>) {
  return binding('latchkey contents', version, keys.vaultId, epoch, page, revision);
}

export async function sealPage(
  platform: Platform,
  keys: VaultKeys,
  page: number,
  revision: number,
  content: ContentsPage,
): Promise<SealedPage> {
  const terms = { page, version: CONTENTS_VERSION, epoch: keys.epoch, revision };
  const key = await keys.pageKey(keys.epoch, page);
  const padded = pad(encodePage(content), LEAST_SIZE);
  const sealed = await seal(platform, key, padded, pageBinding(keys, terms));
  return { ...terms, sealed };
}

/** Throws damaged or version-too-new. */
export async function openPage(platform: Platform, keys: VaultKeys, row: unknown): Promise<ContentsPage> {
  const parsed = v.safeParse(stored, row);
  if (!parsed.success) throw new VaultError('damaged');
  const { sealed, ...terms } = parsed.output;
  if (terms.version > CONTENTS_VERSION) throw new VaultError('version-too-new');
  const key = await keys.pageKey(terms.epoch, terms.page);
  return decodePage(unpad(await open(platform, key, sealed, pageBinding(keys, terms))));
}
