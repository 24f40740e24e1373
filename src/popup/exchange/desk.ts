import { browser } from '../../browser';
import { toPieces } from '../../messages/pieces';
import type { EXCHANGE_PORT, ExchangeMessage, ExchangeNews } from '../../messages/surface/exchange';

// Checked against the contract's type; importing its value would bring its schemas along.
const exchangePort: typeof EXCHANGE_PORT = 'exchange';

/** The background's desk for one import or export. */
export type Desk = {
  tell(message: ExchangeMessage): void;
  bring(files: readonly File[]): Promise<void>;
  /** Gives up whatever was not written yet. */
  leave(): void;
};

/** `lost`: the background went away over it; nothing was written by half, and all can be begun anew. */
export function openDesk(hear: (news: ExchangeNews) => void, lost: () => void): Desk {
  const port = browser.runtime.connect({ name: exchangePort });
  port.onMessage.addListener((message) => hear(message as ExchangeNews));
  port.onDisconnect.addListener(lost);
  const tell = (message: ExchangeMessage) => port.postMessage(message);
  return {
    tell,
    async bring(files) {
      for (const file of files) {
        tell({ type: 'file', name: file.name });
        for (const data of toPieces(new Uint8Array(await file.arrayBuffer()))) tell({ type: 'piece', data });
      }
    },
    // A port does not tell the side that closes it.
    leave: () => port.disconnect(),
  };
}
