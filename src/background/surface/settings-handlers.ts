import type { SettingsResults } from '../../messages/surface/settings';
import type { HandlersFor } from '../router';
import type { SettingsStore } from '../settings';

export function settingsHandlers(settings: SettingsStore): HandlersFor<SettingsResults> {
  return {
    'settings-get': () => settings.get(),
    'settings-set': (request) => settings.set(request.settings),
  };
}
