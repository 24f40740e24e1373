import type { Bytes } from '../bytes';
import { type CollectedClientData, serializeClientData } from '../webauthn/client-data';
import { placeOf } from './ancestors';
import type { Caller } from './caller';

/** The client data of a ceremony, serialised: steps 13 and 14 of §sctn-createCredential, and their like for get. */
export function clientDataOf(type: CollectedClientData['type'], challenge: string, caller: Caller): Bytes {
  const place = placeOf(caller);
  const top = place.crossOrigin && place.topOrigin !== null ? { topOrigin: place.topOrigin } : {};
  return serializeClientData({
    type,
    challenge,
    origin: caller.origin,
    crossOrigin: place.crossOrigin,
    ...top,
  });
}
