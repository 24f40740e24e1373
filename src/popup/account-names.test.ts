import { expect, test } from 'vitest';
import { namesOf, thoseAlike } from './account-names';

const account = (userName: string, userDisplayName = '', displayName = '') => ({
  ...{ userName, userDisplayName, displayName },
});

test('the person’s own name stands beside the site’s', () => {
  expect(namesOf(account('ada', 'Ada Lovelace'))).toEqual({ name: 'ada', other: 'Ada Lovelace' });
  expect(namesOf(account('ada', 'Ada Lovelace', 'work'))).toEqual({ name: 'ada', other: 'work' });
  expect(namesOf(account('', 'Ada Lovelace', 'work'))).toEqual({ name: 'Ada Lovelace', other: 'work' });
  expect(namesOf(account('ada', 'ada'))).toEqual({ name: 'ada', other: '' });
});

test('accounts under the same names are told apart by more', () => {
  const [one, two, three] = [account('ada'), account('ada', '', 'work'), account('ada')];
  expect([...thoseAlike([one, two, three])]).toEqual([one, three]);
  expect(thoseAlike([one, two]).size).toBe(0);
});
