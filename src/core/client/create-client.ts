import type { Client, ClientPorts } from './client';
import { create } from './create';
import { get } from './get';

/** The client of one ceremony: the ports carry that ceremony's authenticator and new id. */
export function createClient(ports: ClientPorts): Client {
  return {
    create: (request, caller, signal) => create(ports, request, caller, signal),
    get: (request, caller, signal) => get(ports, request, caller, signal),
  };
}
