import { type CheckedPasskey, type CheckPorts, checkPasskey } from '../../core/exchange/check';
import type { ChosenFile } from '../../core/exchange/documents';
import { ItemError } from '../../core/exchange/error';
import type { Item, ItemLabel, ReadPorts } from '../../core/exchange/format';
import { readFiles } from '../../core/exchange/read-files';
import type { ImportItem, ImportSummary } from '../../messages/surface/exchange';
import type { Vault } from '../vault/vault';

/** Files that were read and checked, and not yet written. */
export type Checked = {
  readonly summary: ImportSummary;
  readonly passkeys: readonly CheckedPasskey[];
  readonly settings: unknown;
};

/** Says how far it has come, and lets others have their turn; throws where the person gave up. */
export type Advance = (done: number, total: number) => Promise<void>;

export type ImportPorts = Omit<ReadPorts, 'secret'> & CheckPorts & { readonly vault: Pick<Vault, 'compare'> };

/** Keys that are checked at once: WebCrypto works beside us, on other threads. */
const AT_ONCE = 25;

/** The first step: reads and checks everything, and writes nothing. Throws ExchangeError. */
export async function readImport(
  ports: ImportPorts,
  files: readonly ChosenFile[],
  secret: string | null,
  advance: Advance,
): Promise<Checked> {
  const { items, formats, others, settings } = await readFiles(files, { ...ports, secret });
  const results: (CheckedPasskey | ImportItem)[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await advance(at, items.length);
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map((item) => check(ports, item)))));
  }
  await advance(items.length, items.length);
  const passkeys = results.filter((result) => 'id' in result);
  const standings = await ports.vault.compare(passkeys);
  let next = 0;
  const summarised = results.map((result): ImportItem => {
    if (!('id' in result)) return result;
    const standing = standings[next];
    next += 1;
    const label = { rpId: result.rpId, userName: result.userName ?? '' };
    if (standing === undefined || standing === 'taken') return refusedItem(label, 'id-taken');
    if (standing === 'version-too-new') return refusedItem(label, standing);
    return { label, standing };
  });
  const eligibilityUnknown = passkeys.filter(isEligibilityUnknown).length;
  const hasSettings = settings !== null;
  return {
    summary: { formats, items: summarised, others, hasSettings, eligibilityUnknown },
    passkeys,
    settings,
  };
}

/** As the person says, where the file does not: passkeys without BE would be refused by their sites as ones with. */
export function withEligibility(
  passkeys: readonly CheckedPasskey[],
  notEligible: boolean,
): readonly CheckedPasskey[] {
  if (!notEligible) return passkeys;
  return passkeys.map((passkey) =>
    isEligibilityUnknown(passkey) ? { ...passkey, backupEligible: false } : passkey,
  );
}

function isEligibilityUnknown({ backupEligible, atFirst }: CheckedPasskey): boolean {
  return backupEligible === undefined && atFirst?.backupEligible === undefined;
}

async function check(ports: CheckPorts, item: Item): Promise<CheckedPasskey | ImportItem> {
  if ('refused' in item) return refusedItem(item.label, item.refused);
  try {
    return await checkPasskey(item.told, ports);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return refusedItem({ rpId: item.told.rpId, userName: item.told.userName ?? '' }, error.reason);
  }
}

const LABEL_LENGTH = 300;

function refusedItem({ rpId, userName }: ItemLabel, reason: ItemError['reason']): ImportItem {
  const label = { rpId: rpId.slice(0, LABEL_LENGTH), userName: userName.slice(0, LABEL_LENGTH) };
  return { label, standing: 'refused', reason };
}
