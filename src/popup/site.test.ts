import { effect } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { SiteStatus } from '../messages/surface-background';

const sendMessage = vi.fn();
const tabs = { query: async () => [{ id: 1 }] };
vi.mock('../browser', () => ({ browser: { runtime: { sendMessage }, tabs } }));
const { excludeSite, passkeysOf, readSite, site } = await import('./site');

function passkey(rpId: string, lastUsedAt: number | null = null, hiddenAt: number | null = null) {
  return {
    ...{ id: `${rpId} ${lastUsedAt}`, rpId, rpName: '', userName: '', userDisplayName: '', displayName: '' },
    ...{ createdAt: 1, lastUsedAt, hiddenAt },
  };
}

describe('the passkeys of a host', () => {
  it('are those of its name and of the names that end it', () => {
    const all = ['login.example.com', 'example.com', 'other.com', 'ample.com'].map((rpId) => passkey(rpId));
    expect(passkeysOf('login.example.com', all).map(({ rpId }) => rpId)).toEqual([
      'login.example.com',
      'example.com',
    ]);
    expect(passkeysOf('example.com', all).map(({ rpId }) => rpId)).toEqual(['example.com']);
    expect(passkeysOf('evilexample.com', all)).toEqual([]);
  });

  it('come last used first, without those that their site gave up', () => {
    const all = [passkey('a.com', 1), passkey('a.com', 3), passkey('a.com', null), passkey('a.com', 4, 5)];
    expect(passkeysOf('a.com', all).map(({ lastUsedAt }) => lastUsedAt)).toEqual([3, 1, null]);
  });
});

describe('the switch of the site in front', () => {
  it('is drawn as it was after a change that was not kept', async () => {
    const here: Partial<SiteStatus> = { state: 'here', host: 'example.com' };
    sendMessage.mockResolvedValueOnce({ ok: true, value: here });
    await readSite();
    const drawn: unknown[] = [];
    const end = effect(() => void drawn.push(site.value?.state));
    sendMessage.mockResolvedValueOnce({ ok: false, failure: 'storage-full' });
    await expect(excludeSite('example.com', true)).rejects.toMatchObject({ reason: 'storage-full' });
    expect(drawn).toEqual(['here', 'here']);
    end();
  });
});
