import { describe, expect, test } from 'vitest';
import type { FrameFacts } from '../../messages/bridge-background';
import { frameSender } from '../testing/frame-sender';
import { callerOf } from './caller-of';

const sender = frameSender({ frameId: 5, tabUrl: 'https://top.test/' });
const facts: FrameFacts = {
  policyAllows: true,
  userActivation: true,
  ancestorOrigins: ['https://b.test', 'https://top.test'],
};

describe('who calls', () => {
  test('the origin is the sender’s; what only the frame knows is the bridge’s', () => {
    expect(callerOf(sender, facts)).toMatchObject({ origin: 'https://a.test', ...facts });
  });

  test('the top-level document has no ancestors, whatever the bridge says (D19)', () => {
    expect(callerOf({ ...sender, frameId: 0 }, facts).ancestorOrigins).toEqual([]);
  });

  test.each([[null], [[]]])(
    'a frame whose ancestors are not known (%j) is never same-origin (D5)',
    (ancestorOrigins) => {
      expect(callerOf(sender, { ...facts, ancestorOrigins }).ancestorOrigins).toEqual(['null']);
    },
  );
});
