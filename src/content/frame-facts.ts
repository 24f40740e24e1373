import type { FrameFacts } from '../messages/bridge-background';
import type { FramePolicy } from './frame-policy';

/**
 * What only the frame itself knows, read in the isolated world. To be asked for when the page's request arrives: a
 * prompt that is answered later gives the frame a user activation of its own.
 */
export async function frameFacts(ceremony: 'create' | 'get', policy: FramePolicy): Promise<FrameFacts> {
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  const now = {
    userActivation: navigator.userActivation.isActive,
    ancestorOrigins: ancestors ? Array.from(ancestors) : null,
  };
  return { ...now, policyAllows: await policy(ceremony) };
}
