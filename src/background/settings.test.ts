import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Settings } from '../messages/surface/settings';
import { excludedSites, personalFields, policyFields } from '../messages/surface/settings';
import { LANGUAGE_TAGS } from '../words/languages';
import { settingsStore } from './settings';
import { memoryAreas } from './testing/memory-areas';

vi.spyOn(console, 'warn').mockImplementation(() => undefined);

test('what nobody set has its default', async () => {
  const settings = await settingsStore(memoryAreas().ports).get();
  expect(settings).toMatchObject({ theme: 'system', 'lock-after': 15, 'allowed-sites': null, managed: [] });
});

test('one bad value on the disk never loses the others', async () => {
  const { ports } = memoryAreas({ theme: 'dark', 'lock-after': -3, 'site-tags': 'yes', activity: false });
  expect(await settingsStore(ports).get()).toMatchObject({
    ...{ theme: 'dark', 'lock-after': 15, 'site-tags': true, activity: false },
  });
});

test('what the organisation set wins, is named, and cannot be changed', async () => {
  const { ports, areas } = memoryAreas({ theme: 'dark', 'lock-after': 60 }, { 'lock-after': 5 });
  const store = settingsStore(ports);
  expect(await store.get()).toMatchObject({ theme: 'dark', 'lock-after': 5, managed: ['lock-after'] });
  expect(await store.set({ 'lock-after': 240, theme: 'light' })).toMatchObject({
    ...{ 'lock-after': 5, theme: 'light' },
  });
  // The person's own choice is kept, for the day on which the policy goes.
  expect(areas.own).toEqual({ theme: 'light', 'lock-after': 60 });
});

test('a policy that comes or goes is heard at once', async () => {
  const { ports, arrive } = memoryAreas({ theme: 'dark' });
  const store = settingsStore(ports);
  const heard: Settings[] = [];
  store.onChange((settings) => heard.push(settings));
  await store.get();
  arrive({ theme: 'light' });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]).toMatchObject({ theme: 'light', managed: ['theme'] });
  arrive({});
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[1]).toMatchObject({ theme: 'dark', managed: [] });
});

test('a policy that is not valid is left out, the others hold', async () => {
  const policy = { 'minimum-pin-length': 2, 'allowed-sites': 'example.org', theme: 'light', unknown: true };
  const settings = await settingsStore(memoryAreas(undefined, policy).ports).get();
  expect(settings).toMatchObject({ 'minimum-pin-length': 6, 'allowed-sites': null, managed: ['theme'] });
  expect(settings).not.toHaveProperty('unknown');
});

test('a person cannot set what only a policy may', async () => {
  const { ports } = memoryAreas({ 'minimum-pin-length': 63, 'sync-allowed': false, 'allowed-sites': [] });
  expect(await settingsStore(ports).get()).toMatchObject({
    ...{ 'minimum-pin-length': 6, 'sync-allowed': true, 'allowed-sites': null },
  });
});

test('hosts are compared in small letters', async () => {
  const policy = { 'allowed-sites': ['Example.ORG'] };
  const settings = await settingsStore(memoryAreas(undefined, policy).ports).get();
  expect(settings['allowed-sites']).toEqual(['example.org']);
});

test('changes that follow from one another are made in order', async () => {
  const store = settingsStore(memoryAreas().ports);
  const add = (host: string) =>
    store.update((now) => ({ 'excluded-sites': [...now['excluded-sites'], host] }));
  await Promise.all([add('a.example'), add('b.example')]);
  expect((await store.get())['excluded-sites']).toEqual(['a.example', 'b.example']);
});

test('the published schema has every setting, and the same values', () => {
  const path = new URL('../../managed-schema.json', import.meta.url);
  const { properties } = JSON.parse(readFileSync(path, 'utf8'));
  const fields = { ...personalFields, ...policyFields, 'excluded-sites': excludedSites };
  expect(Object.keys(properties).sort()).toEqual(Object.keys(fields).sort());
  expect(properties.language.enum).toEqual(['auto', ...LANGUAGE_TAGS]);
  expect(properties.theme.enum).toEqual(personalFields.theme.options);
  expect(properties['prompt-surface'].enum).toEqual(personalFields['prompt-surface'].options);
});
