import { as, type Bytes, type CredentialId, fromBase64url } from '../../core/bytes';
import { writeBackup } from '../../core/exchange/backup';
import type { BackupSecret, EnvelopePorts } from '../../core/exchange/backup-envelope';
import { type CsvColumns, writeCsv } from '../../core/exchange/csv';
import { writeCxf } from '../../core/exchange/cxf-writer';
import type { Written } from '../../core/exchange/format';
import { zip } from '../../core/exchange/zip';
import type { PasskeyRecord } from '../../core/vault/record';
import { parseRecoveryKey } from '../../core/vault/recovery-key';
import type { ExchangeMessage, ItemLabel } from '../../messages/surface/exchange';
import type { Vault } from '../vault/vault';

export type ExportOrder = Extract<ExchangeMessage, { type: 'export' }>;

export type Exported = {
  readonly bytes: Bytes;
  readonly count: number;
  readonly left: readonly ItemLabel[];
  /** Those of which the file holds the key. */
  readonly keys: readonly CredentialId[];
  /** Whether no living passkey was left out, nor any key. */
  readonly isAll: boolean;
};

export type ExportPorts = EnvelopePorts & {
  readonly vault: Pick<Vault, 'records'>;
  /** The person's settings, for a backup. */
  readonly settings: () => Promise<unknown>;
};

/** Makes the file. The person has been verified by now. */
export async function makeExport(ports: ExportPorts, order: ExportOrder): Promise<Exported> {
  const ids = order.ids?.map((id) => as<CredentialId>(fromBase64url(id))) ?? null;
  const records = await ports.vault.records(ids);
  const { bytes, left } = await write(ports, order, records);
  const absent = new Set(left);
  const within = records.filter((record) => !absent.has(record));
  // That the trash stays behind is no news.
  const leftAlive = left.filter(({ deletedAt }) => deletedAt === null);
  const hasKeys = order.kind !== 'csv';
  return {
    bytes,
    count: within.length,
    left: leftAlive.map(({ rpId, userName }) => ({ rpId, userName })),
    keys: hasKeys ? within.map(({ id }) => id) : [],
    isAll: hasKeys && ids === null && leftAlive.length === 0,
  };
}

async function write(
  ports: ExportPorts,
  order: ExportOrder,
  records: readonly PasskeyRecord[],
): Promise<Written> {
  switch (order.kind) {
    case 'backup':
      return writeBackup(
        ports,
        await secretOf(ports, order),
        records,
        order.settings ? await ports.settings() : null,
      );
    case 'cxf':
      return writeCxf(ports.platform, records);
    case 'cxf-zip': {
      const { bytes, left } = writeCxf(ports.platform, records);
      return { bytes: zip('latchkey-passkeys.json', bytes), left };
    }
    case 'csv':
      return listing(records, order.columns);
  }
}

/** For the recovery key the person has just typed it, and the vault has found it to be its own. */
async function secretOf(
  { platform }: ExportPorts,
  { passphrase, proof }: ExportOrder,
): Promise<BackupSecret> {
  if (passphrase !== null) return { passphrase };
  const recoveryKey =
    proof.by === 'recovery-key' ? await parseRecoveryKey(platform, proof.recoveryKey) : null;
  if (!recoveryKey) throw new TypeError('a backup needs a passphrase or the recovery key');
  return { recoveryKey };
}

function listing(records: readonly PasskeyRecord[], columns: CsvColumns): Written {
  const dateOf = (time: number) => new Date(time).toISOString();
  return {
    bytes: writeCsv(records, columns, dateOf),
    left: records.filter(({ deletedAt }) => deletedAt !== null),
  };
}
