import type { CeremonyRequest } from '../ceremony/ceremony';

export type GetRequest = Extract<CeremonyRequest, { type: 'get' }>;

/** An everyday get() as it comes from the bridge, but for the options that are given. */
export function getRequest(id: string, options: Partial<GetRequest['request']['options']> = {}): GetRequest {
  return {
    type: 'get',
    id,
    frame: { policyAllows: true, userActivation: true, ancestorOrigins: [] },
    request: {
      mediation: 'optional',
      options: {
        challenge: 'AAAA',
        allowCredentials: [],
        userVerification: 'preferred',
        hints: [],
        extensions: {},
        ...options,
      },
    },
  };
}
