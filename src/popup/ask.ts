import { browser } from '../browser';
import type {
  SurfaceFailure,
  SurfaceReply,
  SurfaceRequest,
  SurfaceResults,
} from '../messages/surface-background';

export type RequestOf<Type extends keyof SurfaceResults> = Extract<SurfaceRequest, { type: Type }>;

/** A request that was refused; `unreachable`: the background did not answer. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly reason: SurfaceFailure | 'unreachable';

  constructor(reason: SurfaceFailure | 'unreachable', options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Reads, and what a person decides in a prompt, for there the first answer counts. */
const REPEATABLE: ReadonlySet<string> = new Set<SurfaceRequest['type']>([
  'vault-status',
  'passkeys-list',
  'passkeys-part',
  'passkeys-details',
  'prompt-waiting',
  'prompt-view',
  'prompt-confirm',
  'prompt-cancel',
  'prompt-use-other',
  'settings-get',
  'backup-reminder',
  'sync-status',
  'sync-look',
  'trash-list',
  'damaged-list',
  'damaged-export',
  'activity-list',
  'standing-offers',
  'site-changes-list',
  'site-status',
]);
const AGAIN_AFTER = 150;

/** May be asked again when the worker died over it. What else acts may not: a PIN would count as tried twice. */
function isRepeatable(request: SurfaceRequest): boolean {
  if (request.type === 'prompt-confirm' && request.proof?.by === 'pin') return false;
  return REPEATABLE.has(request.type);
}

/** Asks the background; rejects with AskError. */
export async function ask<Type extends keyof SurfaceResults>(
  request: RequestOf<Type>,
): Promise<SurfaceResults[Type]> {
  const reply = await send<Type>(request, isRepeatable(request) ? 2 : 0);
  if (!reply.ok) throw new AskError(reply.failure);
  return reply.value;
}

async function send<Type extends keyof SurfaceResults>(
  request: SurfaceRequest,
  triesLeft: number,
): Promise<SurfaceReply<Type>> {
  try {
    const reply: SurfaceReply<Type> | undefined = await browser.runtime.sendMessage(request);
    if (reply) return reply;
    throw new Error('no reply');
  } catch (cause) {
    if (triesLeft === 0) throw new AskError('unreachable', { cause });
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    return send<Type>(request, triesLeft - 1);
  }
}
