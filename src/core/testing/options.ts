import type { CreationOptions, RequestOptions } from '../webauthn/options';

/** Options of an everyday create(), but for what is given. */
export function creationOptions(given: Partial<CreationOptions> = {}): CreationOptions {
  return {
    rp: { name: 'Example' },
    user: { id: 'YWRh', name: 'ada@example.org', displayName: 'Ada' },
    challenge: 'Y2hhbGxlbmdl',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    excludeCredentials: [],
    hints: [],
    attestation: 'none',
    attestationFormats: [],
    extensions: {},
    ...given,
  };
}

/** Options of an everyday get(), but for what is given. */
export function requestOptions(given: Partial<RequestOptions> = {}): RequestOptions {
  return {
    challenge: 'Y2hhbGxlbmdl',
    allowCredentials: [],
    userVerification: 'preferred',
    hints: [],
    extensions: {},
    ...given,
  };
}
