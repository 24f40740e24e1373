/** Name of the one event by which page.ts hands its MessagePort to bridge.ts, before any script of the page runs. */
export const HANDOVER = 'handover';
