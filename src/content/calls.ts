import type { CreateRequest, GetRequest } from '../core/client/client';
import type { Mediation } from '../core/webauthn/options';
import { createCall, getCall } from './convert';
import { jsonForm } from './json-form';
import { create, define } from './primordials';

/** A call of create() or get() that asks for a public-key credential, converted. */
export type Call = {
  readonly question:
    | { readonly type: 'create'; readonly request: CreateRequest }
    | { readonly type: 'get'; readonly request: GetRequest };
  readonly mediation: Mediation;
  readonly signal: AbortSignal | undefined;
  /** The converted options for the browser's own method, with another signal where one is given. */
  readonly nativeOptions: (signal?: AbortSignal) => object;
};

type Around = Omit<ReturnType<typeof createCall>, 'publicKey'>;

/** Null where the call is the browser's: no public key asked for, or something else beside it. Throws as WebIDL. */
export function convertCreate(options: object): Call | null {
  const converted = createCall(options);
  const { publicKey, mediation } = converted;
  if (!publicKey || !isMediation(mediation) || asksForMore(converted)) return null;
  const request: CreateRequest = { options: jsonForm(publicKey), mediation };
  return { question: { type: 'create', request }, mediation, ...rest(converted) };
}

/** As `convertCreate`. */
export function convertGet(options: object): Call | null {
  const converted = getCall(options);
  const { publicKey, mediation, uiMode } = converted;
  if (!publicKey || !isMediation(mediation) || asksForMore(converted)) return null;
  const request = { options: jsonForm(publicKey), mediation, uiMode } as GetRequest;
  return { question: { type: 'get', request }, mediation, ...rest(converted) };
}

function rest(converted: Around): Pick<Call, 'signal' | 'nativeOptions'> {
  return {
    signal: converted.signal,
    nativeOptions(signal) {
      if (!signal) return converted;
      const options: object = create(converted);
      define(options, 'signal', signal);
      return options;
    },
  };
}

/** Other credential types are for the browser alone. */
function asksForMore({ digital, federated, identity, otp, password }: Around): boolean {
  return !!digital || !!federated || !!identity || !!otp || !!password;
}

function isMediation(text: string): text is Mediation {
  return text === 'optional' || text === 'required' || text === 'conditional' || text === 'silent';
}
