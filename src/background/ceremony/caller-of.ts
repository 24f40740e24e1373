import type { Caller } from '../../core/client/caller';
import type { FrameFacts } from '../../messages/bridge-background';
import type { FrameSender } from '../sender';

/**
 * The caller as the browser knows it. Origin and place come from the port's sender. Policy, activation and
 * ancestors are read by our own bridge in the isolated world, out of the page's reach; the top-level frame's
 * are taken from its place, whatever the bridge says.
 */
export function callerOf(sender: FrameSender, frame: FrameFacts): Caller {
  const { policyAllows, userActivation } = frame;
  if (sender.frameId === 0)
    return { origin: sender.origin, ancestorOrigins: [], policyAllows, userActivation };
  // Where the browser does not list the ancestors, an unknown one makes the frame cross-origin (facts differ by
  // browser; the client then leaves what it cannot judge to the browser).
  const ancestorOrigins = frame.ancestorOrigins?.length ? frame.ancestorOrigins : ['null'];
  return { origin: sender.origin, ancestorOrigins, policyAllows, userActivation };
}
