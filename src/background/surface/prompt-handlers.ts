import type { PromptResults } from '../../messages/surface/prompt';
import type { Person } from '../ceremony/person';
import type { HandlersFor } from '../router';

export function promptHandlers(person: Person): HandlersFor<PromptResults> {
  return {
    'prompt-waiting': () => person.waiting(),
    'prompt-view': ({ ceremony }) => person.view(ceremony),
    'prompt-confirm': ({ ceremony, proof, account }) => person.confirm(ceremony, proof, account),
    'prompt-to-window': async ({ ceremony }) => {
      await person.toWindow(ceremony);
      return null;
    },
    'prompt-to-front': ({ ceremony }) => person.toFront(ceremony),
    'prompt-cancel': async ({ ceremony }) => {
      await person.decline(ceremony, 'cancelled');
      return null;
    },
    'prompt-use-other': async ({ ceremony }) => {
      await person.decline(ceremony, 'use-other');
      return null;
    },
  };
}
