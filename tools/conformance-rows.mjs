/**
 * The steps of the standard and what in the tests speaks of each. A step is covered by every test of its files
 * with `step N` in the title; `by` names, as part of `file › title`, tests that speak of it in other words.
 * @typedef {{ step: string, what: string, by?: readonly string[] }} Row
 * @typedef {{ title: string, anchor: string, files: readonly string[], rows: readonly Row[] }} Section
 */

/** @param {string} step @param {string} what @param {...string} by @returns {Row} */
const row = (step, what, ...by) => ({ step, what, by });

/** The rows of its table begin with their step. */
const TABLE =
  'related-origins.test.ts › validating related origins (§sctn-validating-relation-origin) › D18, %s';
const CORE = 'src/core';
const CREATE = [`${CORE}/client/create.test.ts`, `${CORE}/client/create-authenticator-steps.test.ts`];

/** @type {readonly Section[]} */
export const SECTIONS = [
  {
    title: 'Conversion of the options (Web IDL)',
    anchor: 'https://webidl.spec.whatwg.org/#js-type-mapping',
    files: [],
    rows: [
      row(
        'dictionaries',
        'members in order, one read each, required ones',
        'convert.test.ts › creation options',
        'convert.test.ts › request options',
        'web-idl.test.ts › dictionaries',
        '(D23)',
      ),
      row(
        'numbers, strings',
        'ToInt32, ToUint32, ToString',
        'web-idl.test.ts › numbers',
        'web-idl.test.ts › strings and booleans',
      ),
      row(
        'BufferSource',
        'copied at once; views, shared, resizable, detached ones',
        'web-idl.test.ts › BufferSource',
      ),
      row(
        'sequence, record',
        'iterator protocol; own enumerable members',
        'web-idl.test.ts › sequences',
        'web-idl.test.ts › records',
      ),
      row('real sites', 'what sites send', 'what real sites send'),
    ],
  },
  {
    title: 'Create a Credential (Credential Management)',
    anchor: 'https://w3c.github.io/webappsec-credential-management/#algorithm-create',
    files: [],
    rows: [
      row('active', 'a document that is not fully active', 'a frame that was removed'),
      row(
        'types',
        'one type of credential; others are left to the browser',
        'calls › without a public key',
        'calls › with %s',
      ),
      row('policy', 'permissions policy', 'create(): Credential Management › permissions policy', '(D6, D7)'),
      row('aborted', 'a signal that is aborted', 'create(): Credential Management › signal already aborted'),
      row('one at a time', 'a second call while one is under way', '(D35)'),
      row('collectable', 'store() is refused', 'store() of what it made'),
    ],
  },
  {
    title: 'create(): [[Create]]',
    anchor: 'https://w3c.github.io/webauthn/#sctn-createCredential',
    files: CREATE,
    rows: [
      row('2.1', 'cross-origin and conditional: NotAllowedError'),
      row('2.2', 'cross-origin needs transient activation, which is consumed', 'frames of another origin'),
      row('4', 'timeout within its range', 'timeout.test.ts', 'time that runs out closes the prompt'),
      row('5', 'user.id of 1 to 64 bytes: else TypeError'),
      row('6', 'opaque origin: NotAllowedError', '(D1, D2), data: (D4)'),
      row('7', 'effective domain is a domain: else SecurityError'),
      row(
        '8',
        'rp.id: a registrable suffix, or a related origin',
        'RP ID rule',
        'rp-id.test.ts',
        'asking for rp.test gets SecurityError',
      ),
      row('8.1', 'related origins', 'related origins (D17)'),
      row('10', 'pubKeyCredParams: order kept, unknown types dropped, defaults'),
      row('12', 'client extensions'),
      row('13', 'collected client data'),
      row('14', 'its JSON', 'serializeClientData'),
      row('15', 'its hash'),
      row(
        '16',
        'aborted meanwhile: the signal’s reason',
        'aborted while the look-up finds nothing',
        'aborted › before it began',
      ),
      row('19', 'conditional: standing consent, or NotAllowedError'),
      row('20', 'hints'),
      row(
        '21',
        'timer: NotAllowedError',
        'time that runs out closes the prompt',
        'ceremonies.test.ts › when the worker dies › its deadline stands',
      ),
      row('22', 'authenticators: selection, resident key, verification, attestation, exclusion, errors'),
      row(
        '23',
        'cancelled or nothing succeeded: NotAllowedError',
        'cancel tells the site NotAllowedError',
        'closing the prompt is a cancel',
      ),
    ],
  },
  {
    title: 'authenticatorMakeCredential',
    anchor: 'https://w3c.github.io/webauthn/#sctn-op-make-cred',
    files: [`${CORE}/authenticator/make-credential.test.ts`],
    rows: [
      row('1', 'parameters well-formed'),
      row('2', 'a supported algorithm'),
      row('3', 'excluded credentials, told of after consent only', '(D42)'),
      row('4', 'discoverable, where required'),
      row('5', 'user verification, where required'),
      row('6', 'consent, with names and RP ID'),
      row('7.1', 'new key pair, first supported algorithm'),
      row('7.3', 'credential source'),
      row('7.4', 'discoverable: replaces that of the same account'),
      row('8', 'errors: UnknownError'),
      row('9', 'extensions'),
      row('10', 'signature counter'),
      row('11', 'attested credential data', 'attestation-object.test.ts'),
      row('12', 'attestation format'),
      row('13', 'authenticator data', 'encodeAuthenticatorData'),
      row('14', 'attestation object', 'attestation-object.test.ts'),
    ],
  },
  {
    title: 'Request a Credential (Credential Management)',
    anchor: 'https://w3c.github.io/webappsec-credential-management/#algorithm-request',
    files: [],
    rows: [
      row('active', 'a document that is not fully active', 'a frame that was removed'),
      row('aborted', 'a signal that is aborted', 'get(): Credential Management › signal already aborted'),
      row(
        'types',
        'types that do not go together are left to the browser',
        'calls › without a public key',
        'calls › with %s',
      ),
      row('one at a time', 'a second call while one is under way', '(D35)'),
      row('policy', 'permissions policy', 'get(): Credential Management › permissions policy', '(D6, D7)'),
      row('silent', 'mediation "silent": null', 'silent'),
    ],
  },
  {
    title: 'get(): [[DiscoverFromExternalSource]]',
    anchor: 'https://w3c.github.io/webauthn/#sctn-discover-from-external-source',
    files: [`${CORE}/client/get.test.ts`],
    rows: [
      row('3', 'conditional: the list filters, only discoverable credentials', '(D43)'),
      row('4', 'timeout within its range', 'timeout.test.ts'),
      row('5', 'opaque origin: NotAllowedError', '(D1, D2), data: (D4)'),
      row('6', 'effective domain is a domain: else SecurityError'),
      row(
        '7',
        'rpId: a registrable suffix, or a related origin',
        'RP ID rule',
        'asking for rp.test gets SecurityError',
      ),
      row('7.1', 'related origins', 'related origins (D17)'),
      row('9', 'client extensions'),
      row('10', 'collected client data', '(D5)'),
      row('11', 'its JSON', 'serializeClientData'),
      row('12', 'its hash'),
      row('13', 'aborted meanwhile: the signal’s reason'),
      row('18', 'hints'),
      row('20', 'authenticators: allowed credentials, verification, errors, cancel'),
    ],
  },
  {
    title: 'authenticatorGetAssertion',
    anchor: 'https://w3c.github.io/webauthn/#sctn-op-get-assertion',
    files: [`${CORE}/authenticator/get-assertion.test.ts`],
    rows: [
      row('1', 'parameters well-formed'),
      row('3', 'allowed credentials'),
      row('4', 'without a list: discoverable ones'),
      row('5', 'of this RP ID alone'),
      row('6', 'none: the browser has the call'),
      row('7', 'consent, choice and verification'),
      row('8', 'extensions'),
      row('9', 'signature counter'),
      row('10', 'authenticator data'),
      row('11', 'signature', 'vectors.test.ts › $name › signs as the vector does'),
      row('12', 'errors: UnknownError'),
      row('13', 'what is returned; user handle'),
    ],
  },
  {
    title: 'Validating related origins',
    anchor: 'https://w3c.github.io/webauthn/#sctn-validating-relation-origin',
    files: [`${CORE}/client/related-origins.test.ts`],
    rows: [
      row('2', 'the well-known file, without credentials and referrer', 'related origins (D17)'),
      row('2.1', 'status and type', TABLE),
      row('2.2', 'JSON', TABLE),
      row('2.3', 'a list of strings', TABLE),
      row('4.1', 'entries that are no URL'),
      row('4.5', 'five labels', 'D17, step 4.5'),
      row('4.6', 'same origin as the caller'),
      row('4.7', 'labels counted once'),
    ],
  },
  {
    title: 'Extensions',
    anchor: 'https://w3c.github.io/webauthn/#sctn-defined-extensions',
    files: [],
    rows: [
      row('appid, appidExclude', 'same site or SecurityError', 'app-id.test.ts'),
      row('credProps', 'rk', 'outputs.test.ts › processCreateExtensions', 'prf gives the same 32 bytes'),
      row(
        'prf',
        'create, get, evalByCredential, its errors',
        'prf.test.ts',
        'prf gives the same',
        'check.test.ts',
      ),
      row(
        'largeBlob',
        'support, read, write, its errors',
        'of 2048 bytes for largeBlob',
        'writes a large blob',
        'prf gives the same 32 bytes',
      ),
      row('credProtect', 'levels at get()', 'outputs.test.ts › credProtect', 'credProtect %i'),
      row(
        'credBlob, getCredBlob',
        'stored, returned signed',
        'of 64 bytes for credBlob',
        'prf gives the same 32 bytes',
      ),
      row(
        'minPinLength, hmacCreateSecret',
        'inputs',
        'outputs.test.ts › processCreateExtensions',
        'outputs.test.ts › processGetExtensions',
      ),
      row('payment', 'left to the browser', 'payment belongs to the browser'),
      row('unknown ones', 'ignored', 'beside words that nobody knows', 'prf gives the same 32 bytes'),
    ],
  },
  {
    title: 'Interfaces',
    anchor: 'https://w3c.github.io/webauthn/#iface-pkcredential',
    files: [],
    rows: [
      row(
        'surface',
        'keys, descriptors, lengths, tags, prototypes as without Latchkey',
        'the API surface is',
      ),
      row('isInstance, toJSON, clone', 'of what it made', 'the API surface is', '(D52)'),
      row('JSON', 'parse…FromJSON and toJSON under a strict policy', 'strict Content-Security-Policy'),
      row('capabilities', 'getClientCapabilities and its sisters', 'capabilities.test.ts'),
      row('signals', 'the three signal methods', 'signal methods (§sctn-signal-methods)'),
      row('algorithms', 'before independent servers', 'before independent servers', 'algorithm %i'),
      row(
        'vectors',
        '15 pairs and those of prf',
        'all pairs of §sctn-test-vectors',
        'vectors.test.ts › $name',
        'prf.test.ts › the vector',
      ),
    ],
  },
];
