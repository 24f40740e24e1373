/**
 * The steps of the standard and what in the tests speaks of each. A step is covered by every test of its files
 * with `step N` in the title; `by` names, as part of `file › title`, tests that speak of it in other words.
 * @typedef {{ step: string, what: string, by?: readonly string[] }} Row
 * @typedef {{ title: string, anchor: string, files: readonly string[], rows: readonly Row[] }} Section
 */

/** @param {string} step @param {string} what @param {...string} by @returns {Row} */
const row = (step, what, ...by) => ({ step, what, by });

/** @param {string} title @param {string} anchor @param {readonly string[]} files @param {readonly Row[]} rows @returns {Section} */
const section = (title, anchor, files, rows) => ({ title, anchor, files, rows });

/** The rows of its table begin with their step. */
const TABLE =
  'related-origins.test.ts › validating related origins (§sctn-validating-relation-origin) › D18, %s';

const WEBAUTHN = 'https://w3c.github.io/webauthn/#';
const CREDENTIALS = 'https://w3c.github.io/webappsec-credential-management/#';
const CLIENT = 'src/core/client';
const AUTHENTICATOR = 'src/core/authenticator';
const CREATE = [`${CLIENT}/create.test.ts`, `${CLIENT}/create-authenticator-steps.test.ts`];

/** Steps that create() and get() share. */
const ACTIVE = row('active', 'a document that is not fully active', 'a frame that was removed');
const ONE_AT_A_TIME = row('one at a time', 'a second call while one is under way', '(D35)');
const TYPES = ['calls › without a public key', 'calls › with %o'];
const ABORTED = 'a signal that is aborted';
const POLICY = 'permissions policy';
const OPAQUE = ['opaque origin: NotAllowedError', '(D1, D2), data: (D4)'];
const DOMAIN = 'effective domain is a domain: else SecurityError';
const TIMEOUT = 'timeout within its range';
const RP_ID = ['RP ID rule', 'asking for rp.test gets SecurityError'];
const RELATED = ['related origins', 'related origins (D17)'];
const PRF = 'prf gives the same 32 bytes';

/** @type {readonly Section[]} */
export const SECTIONS = [
  section(
    'Conversion of the options (Web IDL)',
    'https://webidl.spec.whatwg.org/#js-type-mapping',
    [],
    [
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
  ),
  section(
    'Create a Credential (Credential Management)',
    `${CREDENTIALS}algorithm-create`,
    [],
    [
      ACTIVE,
      row('types', 'one type of credential; others are left to the browser', ...TYPES),
      row('policy', POLICY, 'create(): Credential Management › permissions policy', '(D7)'),
      row('aborted', ABORTED, 'create(): Credential Management › signal already aborted'),
      ONE_AT_A_TIME,
      row('collectable', 'store() is refused', 'store() of what it made'),
    ],
  ),
  section('create(): [[Create]]', `${WEBAUTHN}sctn-createCredential`, CREATE, [
    row('2.1', 'cross-origin and conditional: NotAllowedError'),
    row('2.2', 'cross-origin needs transient activation, which is consumed', 'frames of another origin'),
    row('4', TIMEOUT, 'timeout.test.ts', 'time that runs out closes the prompt'),
    row('5', 'user.id of 1 to 64 bytes: else TypeError'),
    row('6', ...OPAQUE),
    row('7', DOMAIN),
    row('8', 'rp.id: a registrable suffix, or a related origin', ...RP_ID, 'rp-id.test.ts'),
    row('8.1', ...RELATED),
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
  ]),
  section(
    'authenticatorMakeCredential',
    `${WEBAUTHN}sctn-op-make-cred`,
    [`${AUTHENTICATOR}/make-credential.test.ts`],
    [
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
  ),
  section(
    'Request a Credential (Credential Management)',
    `${CREDENTIALS}algorithm-request`,
    [],
    [
      ACTIVE,
      row('aborted', ABORTED, 'get(): Credential Management › signal already aborted'),
      row('types', 'types that do not go together are left to the browser', ...TYPES),
      ONE_AT_A_TIME,
      row('policy', POLICY, 'get(): Credential Management › permissions policy', 'lets them (D6)'),
      row('silent', 'mediation "silent": null', 'silent'),
    ],
  ),
  section(
    'get(): [[DiscoverFromExternalSource]]',
    `${WEBAUTHN}sctn-discover-from-external-source`,
    [`${CLIENT}/get.test.ts`],
    [
      row('3', 'conditional: the list filters, only discoverable credentials', '(D43)'),
      row('4', TIMEOUT, 'timeout.test.ts'),
      row('5', ...OPAQUE),
      row('6', DOMAIN),
      row('7', 'rpId: a registrable suffix, or a related origin', ...RP_ID),
      row('7.1', ...RELATED),
      row('9', 'client extensions'),
      row('10', 'collected client data', '(D5)'),
      row('11', 'its JSON', 'serializeClientData'),
      row('12', 'its hash'),
      row('13', 'aborted meanwhile: the signal’s reason'),
      row('18', 'hints'),
      row('20', 'authenticators: allowed credentials, verification, errors, cancel'),
    ],
  ),
  section(
    'authenticatorGetAssertion',
    `${WEBAUTHN}sctn-op-get-assertion`,
    [`${AUTHENTICATOR}/get-assertion.test.ts`],
    [
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
  ),
  section(
    'Validating related origins',
    `${WEBAUTHN}sctn-validating-relation-origin`,
    [`${CLIENT}/related-origins.test.ts`],
    [
      row('2', 'the well-known file, without credentials and referrer', 'related origins (D17)'),
      row('2.1', 'status and type', TABLE),
      row('2.2', 'JSON', TABLE),
      row('2.3', 'a list of strings', TABLE),
      row('4.1', 'entries that are no URL'),
      row('4.5', 'five labels', 'D17, step 4.5'),
      row('4.6', 'same origin as the caller'),
      row('4.7', 'labels counted once'),
    ],
  ),
  section(
    'Extensions',
    `${WEBAUTHN}sctn-defined-extensions`,
    [],
    [
      row('appid, appidExclude', 'same site or SecurityError', 'app-id.test.ts'),
      row('credProps', 'rk', 'outputs.test.ts › processCreateExtensions', PRF),
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
        PRF,
      ),
      row('credProtect', 'levels at get()', 'outputs.test.ts › credProtect', 'credProtect %i'),
      row('credBlob, getCredBlob', 'stored, returned signed', 'of 64 bytes for credBlob', PRF),
      row(
        'minPinLength, hmacCreateSecret',
        'inputs',
        'outputs.test.ts › processCreateExtensions',
        'outputs.test.ts › processGetExtensions',
      ),
      row('payment', 'left to the browser', 'payment belongs to the browser'),
      row('unknown ones', 'ignored', 'beside words that nobody knows', PRF),
    ],
  ),
  section(
    'Interfaces',
    `${WEBAUTHN}iface-pkcredential`,
    [],
    [
      row(
        'surface',
        'keys, descriptors, lengths, tags, prototypes as without Latchkey',
        'the API surface is',
      ),
      row('isInstance, toJSON, clone', 'of what it made', 'the API surface is', '(D52)'),
      row('JSON', 'parse…FromJSON and toJSON under a strict policy', 'strict Content-Security-Policy'),
      row('capabilities', 'getClientCapabilities and its sisters', 'statics.test.ts › capabilities'),
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
  ),
];
