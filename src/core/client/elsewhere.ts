import type { ExtensionInputs } from '../webauthn/options';
import { placeOf } from './ancestors';
import type { Caller } from './caller';
import type { NativeReason } from './client';

type Options = { readonly hints: readonly string[]; readonly extensions: ExtensionInputs };

/** §enum-hints; others are not known and count for nothing. */
const hints = ['security-key', 'client-device', 'hybrid'];

/**
 * Why the browser's own method shall have the call before anything is checked or asked: it then makes all of the
 * standard's checks itself, on the untouched options. Null if the call is ours.
 */
export function belongsElsewhere({ hints: wanted, extensions }: Options): NativeReason | null {
  // Secure payment confirmation lives in the browser alone (§sctn-extensions, "payment").
  if (extensions.payment?.isPayment === true) return 'payment';
  const first = wanted.find((hint) => hints.includes(hint));
  return first === 'security-key' || first === 'hybrid' ? 'hint-elsewhere' : null;
}

/**
 * Whether too little is known of a frame to judge it: its permissions policy, or the origin that people see in
 * the address bar and that client data must name, which is the frame's own where all above it are. At the top the
 * default of §sctn-permissions-policy is 'self'. An opaque origin is known well enough: it is refused.
 */
export function isUnknowable(caller: Caller): boolean {
  const place = placeOf(caller);
  return (
    caller.origin !== 'null' &&
    ((caller.policyAllows === null && caller.ancestorOrigins.length > 0) ||
      (place.crossOrigin && place.topOrigin === null))
  );
}
