/** Chromium alone lets a document ask for its permissions policy. */
type WithPolicy = { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };

/** Whether this document may call; null where that is for the browser's own method to say. */
export type FramePolicy = (kind: 'create' | 'get') => boolean | null;

/**
 * To be made before any script of the page runs, since what a frame may do is settled when it is loaded. Firefox tells
 * no policy and heeds no header: there the default of §sctn-permissions-policy, 'self', holds at the top, and in frames
 * of its own origin where no `allow` attribute above names others.
 */
export function framePolicy(): FramePolicy {
  const { featurePolicy } = document as WithPolicy;
  if (featurePolicy) return (kind) => featurePolicy.allowsFeature(`publickey-credentials-${kind}`);
  const attributes = attributesAbove(window);
  return (kind) => attributes?.every((attribute) => keepsDefault(attribute, kind)) || null;
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
