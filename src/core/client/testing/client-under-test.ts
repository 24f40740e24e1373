import type {
  Authenticator,
  GetAssertionParameters,
  MakeCredentialParameters,
} from '../../authenticator/authenticator';
import type { Answer, Question } from '../../authenticator/consent';
import { createAuthenticator } from '../../authenticator/create-authenticator';
import type { CredentialId } from '../../bytes';
import { credentialId, digest } from '../../testing/ceremony-parameters';
import { memoryStore } from '../../testing/memory-store';
import { creationOptions, requestOptions } from '../../testing/options';
import { approved, scriptedConsent } from '../../testing/scripted-consent';
import { testPlatform } from '../../testing/test-platform';
import type { CredentialSource } from '../../webauthn/credential-source';
import type { CreationOptions, Mediation, RequestOptions } from '../../webauthn/options';
import type { Caller } from '../caller';
import type { ClientPorts } from '../client';
import { createClient } from '../create-client';

export const ORIGIN = 'https://example.org';

/** A top-level document of ORIGIN that may do all, but for what is given. */
export function caller(given: Partial<Caller> = {}): Caller {
  return { origin: ORIGIN, ancestorOrigins: [], policyAllows: true, userActivation: true, ...given };
}

/** A frame of ORIGIN below another site. */
export function foreignFrame(given: Partial<Caller> = {}): Caller {
  return caller({ ancestorOrigins: ['https://shop.test'], ...given });
}

type Setting = {
  readonly answer?: Answer | ((question: Question, signal: AbortSignal) => Answer | Promise<Answer>);
  readonly sources?: readonly CredentialSource[];
  readonly newId?: CredentialId;
  /** Origins that each RP ID's file lists. */
  readonly related?: { readonly [rpId: string]: readonly string[] };
  readonly ports?: Partial<ClientPorts>;
};

/** A client before the real authenticator, a store in memory and a person who answers as told. */
export function clientUnderTest({
  answer = approved,
  sources = [],
  related = {},
  newId,
  ports,
}: Setting = {}) {
  const store = memoryStore(...sources);
  const consent = scriptedConsent(answer);
  const real = createAuthenticator({ platform: testPlatform(), store, consent });
  const made: MakeCredentialParameters[] = [];
  const got: GetAssertionParameters[] = [];
  const lookedUp: string[] = [];
  const authenticator: Authenticator = {
    makeCredential(parameters, signal) {
      made.push(parameters);
      return real.makeCredential(parameters, signal);
    },
    getAssertion(parameters, signal) {
      got.push(parameters);
      return real.getAssertion(parameters, signal);
    },
  };
  const client = createClient({
    authenticator,
    sha256: digest,
    isRelatedOrigin: async (origin, rpId) => {
      lookedUp.push(`${rpId} for ${origin}`);
      return related[rpId]?.includes(origin) === true;
    },
    newId: newId ?? credentialId('new'),
    ...ports,
  });
  return {
    store,
    consent,
    /** What the authenticator was called with. */
    made,
    got,
    /** Which related-origins files were asked for. */
    lookedUp,
    create: (given: Partial<CreationOptions> = {}, by = caller(), more: CallSettings = {}) =>
      client.create(
        { options: creationOptions(given), mediation: more.mediation ?? 'optional' },
        by,
        more.signal ?? new AbortController().signal,
      ),
    get: (given: Partial<RequestOptions> = {}, by = caller(), more: CallSettings = {}) =>
      client.get(
        {
          options: requestOptions(given),
          mediation: more.mediation ?? 'optional',
          ...(more.uiMode !== undefined && { uiMode: more.uiMode }),
        },
        by,
        more.signal ?? new AbortController().signal,
      ),
  };
}

type CallSettings = {
  readonly mediation?: Mediation;
  readonly uiMode?: string;
  readonly signal?: AbortSignal;
};

/** Client data as a relying party reads it. */
export function readClientData(base64url: string): unknown {
  return JSON.parse(Buffer.from(base64url, 'base64url').toString());
}
