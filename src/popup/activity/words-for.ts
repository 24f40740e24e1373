import type { ActivityEntry, ActivityReason } from '../../messages/surface-background';
import type { TextKey } from '../text';

export const kindTexts: Record<ActivityEntry['kind'], TextKey> = {
  create: 'activityCreate',
  get: 'activityGet',
  autofill: 'activityAutofill',
  upgrade: 'activityUpgrade',
  signal: 'activitySignal',
  unlock: 'activityUnlock',
  export: 'activityExport',
  import: 'activityImport',
};

export const resultTexts: Record<ActivityEntry['result'], TextKey> = {
  done: 'resultDone',
  browser: 'resultBrowser',
  waits: 'resultWaits',
  failed: 'resultFailed',
};

/** Why it came to that, in plain words; null where the result says it all. */
export const reasonTexts: Record<ActivityReason, TextKey | null> = {
  done: null,
  aborted: 'reasonAborted',
  'activation-missing': 'reasonActivationMissing',
  'algorithm-unsupported': 'reasonAlgorithmUnsupported',
  'attestation-failed': 'reasonAttestationFailed',
  busy: 'reasonBusy',
  cancelled: 'reasonCancelled',
  'credential-excluded': 'reasonCredentialExcluded',
  'document-gone': 'reasonDocumentGone',
  'domain-invalid': 'reasonDomainInvalid',
  'extension-invalid': 'reasonExtensionInvalid',
  'hint-elsewhere': 'reasonHintElsewhere',
  internal: 'reasonInternal',
  'list-too-long': 'reasonListTooLong',
  locked: 'reasonLocked',
  'not-consented-to-upgrades': 'reasonNotConsented',
  'nothing-found': 'reasonNothingFound',
  'origin-opaque': 'reasonOriginOpaque',
  'passkey-hidden': 'reasonPasskeyHidden',
  'passkey-kept': 'reasonPasskeyKept',
  'passkey-renamed': 'reasonPasskeyRenamed',
  payment: 'reasonPayment',
  'pin-blocked': 'reasonPinBlocked',
  'pin-wrong': 'reasonPinWrong',
  'policy-denied': 'reasonPolicyDenied',
  'policy-unknown': 'reasonPolicyUnknown',
  'proof-wrong': 'reasonProofWrong',
  'rp-id-unrelated': 'reasonRpIdUnrelated',
  'site-excluded': 'reasonSiteExcluded',
  'storage-failed': 'reasonStorageFailed',
  timeout: 'reasonTimeout',
  'type-unknown': 'reasonTypeUnknown',
  'use-other': 'reasonUseOther',
  'user-handle-invalid': 'reasonUserHandleInvalid',
  'verification-unavailable': 'reasonVerificationUnavailable',
};
