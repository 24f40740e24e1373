/** Chromium alone lets a document ask for its permissions policy. */
type WithPolicy = { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };

type Answer = boolean | null;

/** Whether this document may call; null where that is for the browser's own method to say. */
export type FramePolicy = (kind: 'create' | 'get') => Answer | Promise<Answer>;

/**
 * To be made before any script of the page runs, since what a frame may do is settled when it is loaded. Firefox tells
 * no policy and heeds no header: there the default of §sctn-permissions-policy, 'self', holds at the top, and in frames
 * of its own origin where no `allow` attribute above names others. In a frame of another origin its own get() tells;
 * its create() would use up the user's activation, so nothing asks it but the page.
 */
export function framePolicy(): FramePolicy {
  const { featurePolicy } = document as WithPolicy;
  if (featurePolicy) return (kind) => featurePolicy.allowsFeature(`publickey-credentials-${kind}`);
  const attributes = attributesAbove(window);
  if (attributes) return (kind) => attributes.every((attribute) => keepsDefault(attribute, kind)) || null;
  const mayGet = askForGet();
  return (kind) => (kind === 'create' ? null : mayGet);
}

/** The `allow` attributes of all frames around; null where one of them is in a page of another origin. */
function attributesAbove(frame: Window): readonly string[] | null {
  const { frameElement, parent } = frame;
  if (frame === parent) return [];
  const above = frameElement && attributesAbove(parent);
  return above && [...above, frameElement?.getAttribute('allow') ?? ''];
}

/** Whether it leaves a frame of the page's own origin what that has without it. */
function keepsDefault(attribute: string, kind: 'create' | 'get'): boolean {
  return attribute.split(';').every((directive) => {
    const [feature = '', ...origins] = directive.trim().split(/\s+/);
    const isOther = feature.toLowerCase() !== `publickey-credentials-${kind}`;
    return isOther || origins.length === 0 || origins.some((one) => ['*', "'self'", "'src'"].includes(one));
  });
}

/** How long the browser may take to tell; ms. */
const PATIENCE = 1000;

/**
 * By a call that can come to nothing: the policy is what a get() is checked for first, and where that allows it, the
 * RP ID, which no page can have, ends it (§sctn-discover-from-external-source). Conditional, since Firefox refuses
 * any other in a tab that is not in front, and since such a call never asks anybody. Firefox gives up a call that is
 * under way for the next one, so this one comes before any of the page's.
 */
async function askForGet(): Promise<Answer> {
  try {
    await navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(1), rpId: 'no RP ID' },
      mediation: 'conditional',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return null;
  } catch (error) {
    const { name } = error as { readonly name?: unknown };
    return name === 'SecurityError' ? true : name === 'NotAllowedError' ? false : null;
  }
}
