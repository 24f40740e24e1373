import { canBeRpId } from '../../../core/client/domain';
import { fromPieces, toPieces } from '../../../messages/pieces';
import type { ExchangeMessage, ExchangeNews } from '../../../messages/surface/exchange';
import { fakePort } from '../../testing/fake-port';
import { cheapArgon2id } from '../../vault/testing/fake-ports';
import { PIN, setUp } from '../../vault/testing/set-up';
import type { Vault } from '../../vault/vault';
import { type DeskPorts, exchangeDesk } from '../desk';

export type News<Name extends ExchangeNews['news']> = Extract<ExchangeNews, { news: Name }>;

export const columns = {
  ...{ site: 'Site', userName: 'User', fullName: 'Name', ownName: 'Own', note: 'Note' },
  ...{ created: 'Created', lastUsed: 'Used', id: 'ID' },
};

/** A vault made and open, and pages that visit its desk. */
export async function openDesk(change: Partial<DeskPorts> = {}) {
  const made = setUp();
  await made.vault.make(PIN);
  const restored: unknown[] = [];
  const backedUp: number[] = [];
  const portsFor = (vault: Vault): DeskPorts => ({
    platform: made.platform,
    argon2id: cheapArgon2id,
    isRpId: canBeRpId,
    vault,
    settings: async () => ({ theme: 'dark' }),
    restoreSettings: async (found) => void restored.push(found),
    backedUp: async () => void backedUp.push(made.platform.now()),
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
    ...change,
  });
  return {
    ...made,
    restored,
    backedUp,
    visit: (vault = made.vault) => visitor(portsFor(vault)),
  };
}

function visitor(ports: DeskPorts) {
  const { port, sent, send, leave, isOpen } = fakePort('exchange');
  exchangeDesk(ports).join(port);
  let heard = 0;

  /** The next news of one of these kinds; what comes before it is passed over. */
  async function next<Name extends ExchangeNews['news']>(...names: readonly Name[]): Promise<News<Name>> {
    for (let waits = 0; waits < 2000; waits += 1) {
      while (heard < sent.length) {
        const news = sent[heard] as ExchangeNews;
        heard += 1;
        if (names.some((name) => name === news.news)) return news as News<Name>;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`no news of ${names.join(', ')} in ${JSON.stringify(sent.slice(-3))}`);
  }

  const tell = (message: ExchangeMessage) => send(message);

  function bring(name: string, bytes: Uint8Array): void {
    tell({ type: 'file', name });
    for (const data of toPieces(bytes)) tell({ type: 'piece', data });
  }

  return {
    sent: sent as readonly ExchangeNews[],
    send,
    leave,
    isOpen,
    next,
    tell,
    async read(bytes: Uint8Array, secret: string | null = null) {
      bring('file', bytes);
      tell({ type: 'read', secret });
      return next('summary', 'refused', 'failed');
    },
    readAgain(secret: string) {
      tell({ type: 'read', secret });
      return next('summary', 'refused', 'failed');
    },
    write(options: Partial<Extract<ExchangeMessage, { type: 'write' }>> = {}) {
      tell({ type: 'write', take: 'held', notEligible: false, settings: false, ...options });
      return next('written', 'failed');
    },
    async export(order: Partial<Extract<ExchangeMessage, { type: 'export' }>>) {
      const before = sent.length;
      tell({
        ...{ type: 'export', kind: 'backup', ids: null, settings: false, passphrase: 'ten letters' },
        ...{ proof: { by: 'pin', pin: PIN }, columns },
        ...order,
      });
      const end = await next('exported', 'not-verified', 'failed');
      const pieces = (sent.slice(before) as ExchangeNews[]).flatMap((news) =>
        news.news === 'piece' ? [news.data] : [],
      );
      return { end, bytes: fromPieces(pieces) };
    },
    async saved() {
      tell({ type: 'saved' });
      await next('saved');
    },
  };
}
