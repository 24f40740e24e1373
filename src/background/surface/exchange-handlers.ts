import type { ExchangeResults } from '../../messages/surface/exchange';
import type { Reminder } from '../exchange/reminder';
import type { HandlersFor } from '../router';

export function exchangeHandlers(reminder: Reminder): HandlersFor<ExchangeResults> {
  return {
    'backup-reminder': () => reminder.get(),
    'backup-silence': async ({ until }) => {
      await reminder.silence(until);
      return null;
    },
  };
}
