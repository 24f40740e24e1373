import { describe, expect, it } from 'vitest';
import { typeAhead } from './type-ahead';

const accounts = ['ada', 'grace', 'alan', 'Gödel'].map((userName) => ({
  id: userName,
  userName,
  userDisplayName: '',
  displayName: userName === 'alan' ? 'Work' : '',
  createdAt: 0,
  lastUsedAt: null,
}));

describe('typing a name among accounts', () => {
  it('finds the next one that begins so, and goes round', () => {
    const find = typeAhead();
    expect(find('a', 1000, accounts, 'ada')).toBe('alan');
    expect(find('a', 3000, accounts, 'alan')).toBe('ada');
    expect(find('G', 5000, accounts, 'ada')).toBe('grace');
  });

  it('takes letters in quick succession as one name, and stays while it fits', () => {
    const find = typeAhead();
    expect(find('g', 1000, accounts, 'ada')).toBe('grace');
    expect(find('ö', 1300, accounts, 'grace')).toBe('Gödel');
    expect(find('d', 1600, accounts, 'Gödel')).toBe('Gödel');
  });

  it('knows the own name as well, and finds none where none begins so', () => {
    const find = typeAhead();
    expect(find('w', 1000, accounts, 'ada')).toBe('alan');
    expect(find('x', 3000, accounts, 'ada')).toBeNull();
  });
});
