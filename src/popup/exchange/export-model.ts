import { fromPieces } from '../../messages/pieces';
import type {
  ExchangeMessage,
  ExchangeNews,
  ExportKind,
  ItemLabel,
  PASSPHRASE_MIN_LENGTH,
} from '../../messages/surface/exchange';
import type { PinState, Proof } from '../../messages/surface-background';
import { AskError } from '../ask';
import { text } from '../text';
import { openDesk } from './desk';
import { saveFile } from './save-file';

export const passphraseMinLength: typeof PASSPHRASE_MIN_LENGTH = 10;

export type ExportChoice = Omit<Extract<ExchangeMessage, { type: 'export' }>, 'type' | 'proof' | 'columns'>;

export type ExportEnd =
  | { readonly result: 'ok'; readonly count: number; readonly left: readonly ItemLabel[] }
  | { readonly result: string; readonly pin?: PinState };

const files: Record<ExportKind, { readonly ending: string; readonly type: string }> = {
  backup: { ending: 'latchkey', type: 'application/octet-stream' },
  cxf: { ending: 'json', type: 'application/json' },
  'cxf-zip': { ending: 'zip', type: 'application/zip' },
  csv: { ending: 'csv', type: 'text/csv' },
};

/** Has the file made and gives it to the browser. Rejects with AskError. */
export function exportFile(choice: ExportChoice, proof: Proof): Promise<ExportEnd> {
  return new Promise((resolve, reject) => {
    const pieces: string[] = [];
    const desk = openDesk(hear, () => reject(new AskError('unreachable')));

    function hear(news: ExchangeNews): void {
      if (news.news === 'piece') pieces.push(news.data);
      else if (news.news === 'exported') {
        const { ending, type } = files[choice.kind];
        saveFile(`${fileName()}.${ending}`, fromPieces(pieces), type);
        desk.tell({ type: 'saved' });
        resolve({ result: 'ok', count: news.count, left: news.left });
      } else {
        desk.leave();
        if (news.news === 'not-verified') resolve(news.result);
        else if (news.news === 'failed') reject(new AskError(news.failure));
      }
    }

    desk.tell({ type: 'export', ...choice, proof, columns: columns() });
  });
}

function fileName(): string {
  const now = new Date();
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `latchkey-${year}-${month}-${day}`;
}

function columns() {
  return {
    site: text('columnSite'),
    userName: text('columnUserName'),
    fullName: text('factFullName'),
    ownName: text('ownName'),
    note: text('note'),
    created: text('factCreated'),
    lastUsed: text('factLastUsed'),
    id: text('factId'),
  };
}
