import { effect, type Signal, signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { Settings } from '../../messages/surface-background';

const sendMessage = vi.fn();
vi.mock('../../browser', () => ({
  browser: { i18n: { getMessage: (key: string) => key }, runtime: { sendMessage } },
}));
const settings: Signal<Partial<Settings>> = signal({ activity: true });
const takeSettings = (all: Partial<Settings>) => {
  settings.value = all;
};
vi.mock('../state', () => ({ settings, takeSettings }));
const { change } = await import('./setting');

test('after a change that was not kept the controls are drawn as they were', async () => {
  const drawn: unknown[] = [];
  const end = effect(() => void drawn.push(settings.value.activity));
  sendMessage.mockResolvedValue({ ok: false, failure: 'storage-full' });
  await change({ activity: false });
  expect(drawn).toEqual([true, true]);
  sendMessage.mockResolvedValue({ ok: true, value: { activity: false } });
  await change({ activity: false });
  expect(drawn).toEqual([true, true, false]);
  end();
});
