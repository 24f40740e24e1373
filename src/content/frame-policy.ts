/** Chromium alone lets a document ask for its permissions policy. */
type WithPolicy = { readonly featurePolicy?: object };

/** A part of an `allow` attribute that may keep passkeys from a frame: any list of origins but all, the own, and none given. */
const NARROW = /(^|;)\s*publickey-credentials-\w+\s+(?!\s*(\*|'self'|'src')\s*(;|$))[^;\s]/i;

/**
 * Whether an `allow` attribute above this frame may keep passkeys from it, in a browser that tells no policy: what it
 * comes to is for its own method to judge. To be asked before any script of the page runs, since the policy is settled
 * when a frame is loaded. Of frames of another origin nothing is seen; those are left to the browser anyway.
 */
export function hasUntoldPolicy(): boolean {
  return !(document as WithPolicy).featurePolicy && isNarrowed(window);
}

function isNarrowed(frame: Window): boolean {
  const { frameElement } = frame;
  if (frame === frame.parent || !frameElement) return false;
  return NARROW.test(frameElement.getAttribute('allow') ?? '') || isNarrowed(frame.parent);
}
