import type { Bytes } from '../../bytes';
import { own } from '../../bytes';
import type { Limits, ObjectName, Remote } from '../remote';

export const SMALL_LIMITS: Limits = { segmentBytes: 3000, segments: 4, slack: 1, slackBytes: 2000 };

type Stored = { readonly content: Bytes; readonly tag: string };
export type Objects = Map<ObjectName, Stored>;

let tags = 0;

export function stored(content: Bytes): Stored {
  tags += 1;
  return { content: own(content), tag: `"${tags}"` };
}

/**
 * A server. `before` and `after` each call may throw, as when a transfer is lost on its way there or its answer
 * on the way back.
 */
export function serverRemote(
  objects: Objects,
  calls: { before?: (call: string) => void; after?: (call: string) => void } = {},
  limits = SMALL_LIMITS,
): Remote {
  async function call<T>(name: string, work: () => T): Promise<T> {
    calls.before?.(name);
    const result = work();
    calls.after?.(name);
    return result;
  }
  return {
    limits,
    settled: true,
    list: () => call('list', () => new Map([...objects].map(([name, { tag }]) => [name, tag]))),
    read: (name) => call('read', () => objects.get(name)?.content ?? null),
    write: (name, content) => call('write', () => void objects.set(name, stored(content))),
    remove: (name) => call('remove', () => void objects.delete(name)),
  };
}

/**
 * Storage that each device has a copy of, as the browser's account storage is: what one writes comes to the
 * others later, name by name in any order. `deliver` lets some of it come.
 */
export function replicatedStorage(devices: number) {
  const views: Objects[] = Array.from({ length: devices }, () => new Map());
  const queues: { readonly to: number; readonly name: ObjectName; readonly value: Stored | null }[] = [];

  function spread(from: number, name: ObjectName, value: Stored | null): void {
    for (const to of views.keys()) if (to !== from) queues.push({ to, name, value });
  }

  return {
    remote(
      device: number,
      calls: { before?: (call: string) => void; after?: (call: string) => void },
    ): Remote {
      const view = views[device] ?? new Map();
      return {
        ...serverRemote(view, calls),
        settled: false,
        async write(name, content) {
          calls.before?.('write');
          const value = stored(content);
          view.set(name, value);
          spread(device, name, value);
          calls.after?.('write');
        },
        async remove(name) {
          calls.before?.('remove');
          view.delete(name);
          spread(device, name, null);
          calls.after?.('remove');
        },
      };
    },
    /** One change comes through, chosen by number; changes of one name stay in their order. */
    deliver(choice: number): void {
      const chosen = queues[choice % Math.max(1, queues.length)];
      if (!chosen) return;
      const at = queues.findIndex(({ to, name }) => to === chosen.to && name === chosen.name);
      const [change] = queues.splice(at, 1);
      if (!change) return;
      if (change.value) views[change.to]?.set(change.name, change.value);
      else views[change.to]?.delete(change.name);
    },
    deliverAll(): void {
      while (queues.length > 0) this.deliver(0);
    },
  };
}
