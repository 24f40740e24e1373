import type { CreateRequest, GetRequest } from '../core/client/client';
import type { PageRequest } from '../messages/page-bridge';
import { CEREMONY_PORT, STATICS_PORT } from '../messages/port-names';
import { frameFacts } from './frame-facts';
import type { FramePolicy } from './frame-policy';

export type Asked = Exclude<PageRequest, { type: 'abort' }>;
export type Outgoing = {
  readonly port: string;
  readonly id?: string;
  /** What is known of the frame may take a moment; never rejects. */
  readonly message: Message | Promise<Message>;
};
type Message = { readonly type: string; readonly [member: string]: unknown };

/** Characters of one request; more is left to the browser (D20). */
const MAX_SIZE = 1_000_000;

/** The shape of a message from the page, as far as the bridge needs it; the background checks the rest. */
export function isRequest(data: unknown): data is PageRequest {
  if (typeof data !== 'object' || data === null) return false;
  const { type, id } = data as { readonly type?: unknown; readonly id?: unknown };
  return typeof type === 'string' && typeof id === 'number';
}

/** What the background is sent for a request, and over which port; null for what is none. */
export function outgoingOf(asked: Asked, policy: FramePolicy): Outgoing | null {
  switch (asked.type) {
    case 'create':
    case 'get': {
      const { type } = asked;
      const request = copyOf(knownToBrowser(asked.request));
      if (!request) return null;
      const id = crypto.randomUUID();
      const message = frameFacts(type, policy).then((frame) => ({ type, id, request, frame }));
      return { port: CEREMONY_PORT, id, message };
    }
    case 'capabilities':
      return { port: STATICS_PORT, message: { type: asked.type } };
    case 'signal': {
      const signal = copyOf(asked.signal);
      return signal && { port: STATICS_PORT, message: { type: asked.type, signal } };
    }
    default:
      return null;
  }
}

/** Where the browser does not know `uiMode`, it must mean nothing here either. */
function knownToBrowser(request: CreateRequest | GetRequest): object {
  return (request as Partial<GetRequest>).uiMode === undefined || knowsUiMode()
    ? request
    : { ...request, uiMode: undefined };
}

/** A dictionary's members show only in what is read of them; this call asks for no credential and ends at once. */
function knowsUiMode(): boolean {
  let known = false;
  const probe = {
    get uiMode() {
      known = true;
      return undefined;
    },
  };
  navigator.credentials.get(probe as CredentialRequestOptions).catch(() => {});
  return known;
}

/** Objects of this world, of a bounded size: in Firefox those of the page are seen through Xrays. */
function copyOf(value: unknown): object | null {
  try {
    const text = JSON.stringify(value);
    const copy: unknown = text.length > MAX_SIZE ? null : JSON.parse(text);
    return typeof copy === 'object' ? copy : null;
  } catch {
    return null;
  }
}
