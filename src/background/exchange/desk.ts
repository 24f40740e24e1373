import * as v from 'valibot';
import type { Runtime } from '../../browser';
import { concat } from '../../core/bytes';
import type { ChosenFile } from '../../core/exchange/documents';
import { ExchangeError } from '../../core/exchange/error';
import { MAX_FILE_BYTES, MAX_FILES } from '../../core/exchange/limits';
import { fromPieces, toPieces } from '../../messages/pieces';
import { type ExchangeMessage, type ExchangeNews, exchangeMessage } from '../../messages/surface/exchange';
import { failureOf } from '../failure';
import { logFailure } from '../log';
import { proofFrom } from '../surface/proof-from';
import { inTurn } from '../vault/in-turn';
import type { Vault } from '../vault/vault';
import { type Exported, type ExportPorts, makeExport } from './export';
import { type Checked, type ImportPorts, readImport, withEligibility } from './import';

export type DeskPorts = ImportPorts &
  ExportPorts & {
    readonly vault: Vault;
    /** Takes over what a backup says of the settings. */
    readonly restoreSettings: (found: unknown) => Promise<void>;
    /** A file with all keys has been saved. */
    readonly backedUp: () => Promise<void>;
    /** A file was saved, or its passkeys were taken in. */
    readonly done?: (what: 'export' | 'import') => void;
  };

/** Where a page of ours brings files to be imported, and fetches exported ones. */
export type ExchangeDesk = { join(port: Runtime.Port): void };

type Order<Type extends ExchangeMessage['type']> = Extract<ExchangeMessage, { type: Type }>;

/** Base64 of the largest file that is read, and a little for its padding. */
const MAX_PIECES_LENGTH = Math.ceil(MAX_FILE_BYTES / 3) * 4 + 1024;

/**
 * One port, one import or export. Everything it knows lives in memory: if the worker dies, the port closes, nothing
 * was written by half, and the page begins anew. Ids make that safe even where the writing had just been done.
 */
export function exchangeDesk(ports: DeskPorts): ExchangeDesk {
  return {
    join(port) {
      const giveUp = new AbortController();
      port.onDisconnect.addListener(() => giveUp.abort());
      const queue = inTurn();
      const tell = (news: ExchangeNews) => {
        if (!giveUp.signal.aborted) port.postMessage(news);
      };
      const act = visit(ports, giveUp.signal, tell);
      port.onMessage.addListener((message: unknown) => {
        const parsed = v.safeParse(exchangeMessage, message);
        if (!parsed.success) {
          giveUp.abort();
          port.disconnect();
          return;
        }
        queue(() => act(parsed.output)).catch((error: unknown) => {
          if (giveUp.signal.aborted) return;
          if (error instanceof ExchangeError) return tell({ news: 'refused', reason: error.reason });
          logFailure(`exchange ${parsed.output.type}`, error);
          tell({ news: 'failed', failure: failureOf(error) });
        });
      });
    },
  };
}

function visit(ports: DeskPorts, signal: AbortSignal, tell: (news: ExchangeNews) => void) {
  const { vault } = ports;
  const files: { readonly name: string; readonly pieces: Uint8Array[] }[] = [];
  let length = 0;
  let told = 0;
  let checked: Checked | null = null;
  let exported: Exported | null = null;

  const advance = async (done: number, total: number) => {
    signal.throwIfAborted();
    // A hundred steps are all that can be seen of it.
    const part = Math.floor((100 * done) / total);
    if (part !== told) tell({ news: 'progress', step: 'checking', done, total });
    told = part;
    await ports.breathe();
  };

  function chosen(): readonly ChosenFile[] {
    if (length > MAX_PIECES_LENGTH) throw new ExchangeError('too-large');
    if (files.length > MAX_FILES) throw new ExchangeError('too-many');
    return files.map(({ name, pieces }) => ({ name, bytes: concat(...pieces) }));
  }

  async function write({ take, notEligible, settings }: Order<'write'>): Promise<void> {
    if (!checked) return;
    const { passkeys } = checked;
    tell({ news: 'progress', step: 'writing', done: 0, total: passkeys.length });
    await ports.breathe();
    const counts = await vault.takeIn(withEligibility(passkeys, notEligible), take, signal);
    if (settings && checked.settings !== null) await ports.restoreSettings(checked.settings);
    ports.done?.('import');
    tell({ news: 'written', ...counts });
  }

  async function send(order: Order<'export'>): Promise<void> {
    const result = await vault.unlockWith(proofFrom(order.proof));
    if (result.result !== 'ok') return tell({ news: 'not-verified', result });
    signal.throwIfAborted();
    exported = await makeExport(ports, order);
    for (const data of toPieces(exported.bytes)) {
      tell({ news: 'piece', data });
      await ports.breathe();
    }
    tell({ news: 'exported', count: exported.count, left: exported.left });
  }

  async function saved(): Promise<void> {
    if (exported && exported.keys.length > 0) {
      await vault.markBackedUp(exported.keys);
      if (exported.isAll) await ports.backedUp();
    }
    if (exported) ports.done?.('export');
    tell({ news: 'saved' });
  }

  return async (message: ExchangeMessage): Promise<void> => {
    switch (message.type) {
      case 'file':
        files.push({ name: message.name, pieces: [] });
        return;
      case 'piece':
        length += message.data.length;
        // What is refused later need not be kept until then.
        if (length <= MAX_PIECES_LENGTH) files.at(-1)?.pieces.push(fromPieces([message.data]));
        return;
      case 'read':
        checked = await readImport(ports, chosen(), message.secret, advance);
        return tell({ news: 'summary', summary: checked.summary });
      case 'write':
        return write(message);
      case 'export':
        return send(message);
      case 'saved':
        return saved();
    }
  };
}
