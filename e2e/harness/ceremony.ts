/**
 * Ceremonies asked for by a page itself, for what a well-behaved site does not do. A ceremony is started, the
 * person acts, then its outcome is read: drivers that run one script at a time can follow.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Tab } from './browser';

export type Outcome =
  | { readonly ok: true; readonly response: RegistrationResponseJSON | AuthenticationResponseJSON }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly isDomException: boolean };

/** `called` and `settled`: on the clock that all of a browser's pages share, ms. */
type PageState = {
  ceremony?: Promise<Outcome>;
  controller?: AbortController;
  called?: number;
  settled?: number;
};

export type Create = {
  readonly rpId?: string;
  readonly rpName?: string;
  readonly userName?: string;
  /** The user name where none is given. */
  readonly displayName?: string;
  /** base64url */
  readonly userId?: string;
  /** base64url */
  readonly challenge?: string;
  readonly timeout?: number;
  readonly verification?: 'required' | 'preferred' | 'discouraged';
  readonly algorithms?: readonly number[];
  /** Credential ids, base64url. */
  readonly exclude?: readonly string[];
  /** AuthenticationExtensionsClientInputsJSON */
  readonly extensions?: object;
};

export type Get = {
  readonly rpId?: string;
  /** base64url */
  readonly challenge?: string;
  readonly timeout?: number;
  readonly verification?: 'required' | 'preferred' | 'discouraged';
  /** Credential ids, base64url. */
  readonly allow?: readonly string[];
  /** First input of the prf extension, base64url. */
  readonly prf?: string;
  /** AuthenticationExtensionsClientInputsJSON */
  readonly extensions?: object;
};

const CHALLENGE = 'AAECAwQFBgcICQoLDA0ODw';

/** PublicKeyCredentialCreationOptionsJSON */
export function creationOptions(wanted: Create = {}): object {
  return {
    rp: { name: wanted.rpName ?? 'Harbour', ...(wanted.rpId !== undefined && { id: wanted.rpId }) },
    user: {
      id: wanted.userId ?? 'dXNlci0x',
      name: wanted.userName ?? 'ada',
      displayName: wanted.displayName ?? wanted.userName ?? 'ada',
    },
    challenge: wanted.challenge ?? CHALLENGE,
    pubKeyCredParams: (wanted.algorithms ?? [-7, -8, -257]).map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: {
      residentKey: 'required',
      userVerification: wanted.verification ?? 'preferred',
    },
    ...(wanted.timeout !== undefined && { timeout: wanted.timeout }),
    ...(wanted.exclude && { excludeCredentials: descriptors(wanted.exclude) }),
    ...(wanted.extensions && { extensions: wanted.extensions }),
  };
}

/** PublicKeyCredentialRequestOptionsJSON */
export function requestOptions(wanted: Get = {}): object {
  return {
    challenge: wanted.challenge ?? CHALLENGE,
    userVerification: wanted.verification ?? 'preferred',
    ...(wanted.rpId !== undefined && { rpId: wanted.rpId }),
    ...(wanted.timeout !== undefined && { timeout: wanted.timeout }),
    ...(wanted.prf !== undefined && { extensions: { prf: { eval: { first: wanted.prf } } } }),
    ...(wanted.allow && { allowCredentials: descriptors(wanted.allow) }),
    ...(wanted.extensions && { extensions: wanted.extensions }),
  };
}

const descriptors = (ids: readonly string[]) => ids.map((id) => ({ type: 'public-key', id }));

export const startCreate = (tab: Tab, wanted?: Create): Promise<void> =>
  start(tab, 'create', creationOptions(wanted));

export const startGet = (tab: Tab, wanted?: Get): Promise<void> => start(tab, 'get', requestOptions(wanted));

/** Members beside `publicKey`. */
type Around = { readonly mediation?: 'conditional'; readonly uiMode?: 'immediate' };

/** Conditional mediation, which waits for the person; or whatever else stands beside the options. */
export const startGetWith = (tab: Tab, around: Around, wanted?: Get): Promise<void> =>
  start(tab, 'get', requestOptions(wanted), around);

export const startCreateWith = (tab: Tab, around: Around, wanted?: Create): Promise<void> =>
  start(tab, 'create', creationOptions(wanted), around);

function start(tab: Tab, kind: 'create' | 'get', options: object, around: Around = {}): Promise<void> {
  return tab.evaluate(
    ({ kind, options, around }) => {
      const state = window as PageState;
      const controller = new AbortController();
      const { signal } = controller;
      const clock = () => performance.timeOrigin + performance.now();
      state.called = clock();
      const asked =
        kind === 'create'
          ? navigator.credentials.create({
              ...around,
              publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as never),
              signal,
            })
          : navigator.credentials.get({
              ...around,
              publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as never),
              signal,
            });
      state.controller = controller;
      const settle = () => {
        state.settled = clock();
      };
      asked.then(settle, settle);
      state.ceremony = asked.then(
        (credential): Outcome => ({
          ok: true,
          response: (credential as PublicKeyCredential).toJSON() as never,
        }),
        (error): Outcome => ({
          ok: false,
          name: error.name,
          message: error.message,
          isDomException: error instanceof DOMException,
        }),
      );
    },
    { kind, options, around },
  );
}

/** How the ceremony that was started in this page ended; waits for it. */
export function outcomeOf(tab: Tab): Promise<Outcome> {
  return tab.evaluate(async () => {
    const { ceremony } = window as PageState;
    if (!ceremony) throw new Error('no ceremony was started');
    return ceremony;
  }, undefined);
}

/** The page gives up its ceremony. */
export function abort(tab: Tab): Promise<void> {
  return tab.evaluate(() => (window as PageState).controller?.abort(), undefined);
}

/** When the page called, and when its ceremony ended; ms. */
export function timesOf(tab: Tab): Promise<{ called: number; settled: number }> {
  return tab.evaluate(() => {
    const { called = Number.NaN, settled = Number.NaN } = window as PageState;
    return { called, settled };
  }, undefined);
}
