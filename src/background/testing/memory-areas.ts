import type { SettingsPorts } from '../settings';

/** Settings in memory; `areas` is what lies there, and `arrive` is a policy that comes or goes. */
export function memoryAreas(own: unknown = undefined, managed: unknown = {}) {
  const listeners: (() => void)[] = [];
  const areas = { own, managed, remembered: undefined as unknown };
  const ports: SettingsPorts = {
    own: {
      get: async () => structuredClone(areas.own),
      set: async (values) => {
        areas.own = structuredClone(values);
      },
    },
    remembered: {
      get: async () => structuredClone(areas.remembered),
      set: async (values) => {
        areas.remembered = structuredClone(values);
      },
    },
    managed: {
      get: async () => structuredClone(areas.managed),
      onChange: (listener) => void listeners.push(listener),
    },
  };
  return {
    areas,
    ports,
    arrive(policy: unknown) {
      areas.managed = policy;
      for (const listener of listeners) listener();
    },
  };
}
