import type { NativeAuthenticator } from './browser';
import type { Marionette } from './marionette';

/**
 * Firefox's virtual authenticators belong to all of the browser. A device that the person leaves is taken out with
 * what it holds, and put in again when the person comes back to it.
 */
export function firefoxAuthenticators(ask: Marionette['ask']) {
  /** Takes out the one that is there. */
  let leave = async () => {};

  async function held(authenticatorId: string): Promise<readonly object[]> {
    const { value } = await ask<{ value: readonly object[] }>('WebAuthn:GetCredentials', { authenticatorId });
    return value;
  }

  async function putIn(passkeys: readonly object[]): Promise<string> {
    const { value: authenticatorId } = await ask<{ value: string }>('WebAuthn:AddVirtualAuthenticator', {
      protocol: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserConsenting: true,
      isUserVerified: true,
    });
    for (const credentials of passkeys) await ask('WebAuthn:AddCredential', { authenticatorId, credentials });
    return authenticatorId;
  }

  async function clear(): Promise<void> {
    await leave();
    leave = async () => {};
  }

  return {
    /** None is there any more. */
    clear,

    async add(): Promise<NativeAuthenticator> {
      let id: string | null = null;
      let kept: readonly object[] = [];

      async function atHand(): Promise<void> {
        if (id !== null) return;
        await clear();
        const authenticatorId = await putIn(kept);
        id = authenticatorId;
        leave = async () => {
          kept = await held(authenticatorId);
          await ask('WebAuthn:RemoveVirtualAuthenticator', { authenticatorId });
          id = null;
        };
      }

      await atHand();
      return { atHand, credentials: async () => (id === null ? kept : await held(id)).length };
    },
  };
}
