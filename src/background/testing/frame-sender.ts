import type { FrameSender } from '../sender';

/** The only frame of a tab in front, but for what is given. */
export function frameSender(given: Partial<FrameSender> = {}): FrameSender {
  return {
    origin: 'https://a.test',
    documentId: 'D1',
    frameId: 0,
    tabId: 1,
    windowId: 1,
    tabUrl: null,
    incognito: false,
    ...given,
  };
}
