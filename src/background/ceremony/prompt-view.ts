import type { Account } from '../../core/authenticator/consent';
import { toBase64url } from '../../core/bytes';
import { effectiveDomain, registrableDomain } from '../../core/client/domain';
import type { PromptAccount, PromptView } from '../../messages/surface-background';
import type { Vault } from '../vault/vault';
import { accountsOf, type Ceremony } from './ceremony';

/** What a prompt shows for a ceremony that is asking; null if it asks nothing (any more). */
export async function promptView(ceremony: Ceremony, vault: Vault): Promise<PromptView | null> {
  const question = ceremony.asking?.question;
  if (!question) return null;
  const { id, origin, topOrigin, isPrivate, verified } = ceremony.record;
  const { state, pin, ways } = await vault.status();
  const open = state === 'unlocked';
  const creating = question.ceremony === 'create';
  const replaced = creating && open ? await question.replaces() : null;
  return {
    id,
    ceremony: question.ceremony,
    rpId: question.rpId,
    rpName: creating ? question.rpName : '',
    origin,
    registrableDomain: registrableDomain(effectiveDomain(origin) ?? ''),
    topOrigin,
    isPrivate,
    userName: creating ? question.userName : '',
    userDisplayName: creating ? question.userDisplayName : '',
    vault: state,
    ...{ pin, ways },
    needsPin: !open || (question.verify && !verified),
    accounts: open ? (await accountsOf(ceremony, question)).map(promptAccount) : null,
    replaces: replaced && promptAccount(replaced),
  };
}

/** An account as our pages show it. */
export function promptAccount(account: Account): PromptAccount {
  return { ...account, id: toBase64url(account.id) };
}
