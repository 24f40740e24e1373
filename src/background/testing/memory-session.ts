import type { SessionArea } from '../vault/vault';

/** Session storage in memory; values go through JSON, as the browser's do. */
export function memorySession(): SessionArea {
  const values = new Map<string, string>();
  return {
    get: async (key) => {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: async (key, value) => void values.set(key, JSON.stringify(value)),
    remove: async (key) => void values.delete(key),
  };
}
