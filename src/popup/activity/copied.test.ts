import { expect, test } from 'vitest';
import type { ActivityEntry } from '../../messages/surface-background';
import { copied } from './copied';

const entry: ActivityEntry = {
  at: Date.UTC(2026, 4, 1, 12),
  kind: 'get',
  site: 'login.example',
  rpId: null,
  result: 'done',
  reason: 'done',
  times: 1,
};

test('one line for each entry, newest first, with what is not usual', () => {
  const failed: ActivityEntry = {
    ...{ at: Date.UTC(2026, 4, 1, 13), kind: 'create', site: 'a.example:8443', rpId: 'b.example' },
    ...{ result: 'failed', reason: 'rp-id-unrelated', times: 3 },
  };
  expect(copied([entry, failed, { ...entry, site: null, kind: 'unlock' }], 'Latchkey 1.0')).toBe(
    [
      'Latchkey 1.0',
      '',
      '2026-05-01T12:00:00.000Z  unlock  -  done',
      '2026-05-01T13:00:00.000Z  create  a.example:8443  rpId=b.example  failed: rp-id-unrelated  3 times',
      '2026-05-01T12:00:00.000Z  get  login.example  done',
      '',
    ].join('\n'),
  );
});
