import { detach } from './log';
import { policyValues, type Values } from './setting-values';

export type PolicyPorts = {
  /** What the organisation set; nobody else can write it. */
  readonly managed: { get(): Promise<unknown>; onChange(listener: () => void): void };
  /** What it had set when that was last read. */
  readonly remembered: { get(): Promise<unknown>; set(values: Partial<Values>): Promise<void> };
};

/** What the organisation set, as far as it is known. */
export type Policy = { values(): Promise<Partial<Values>> };

/**
 * Chromium reads its policies seconds after it starts, and storage.managed answers no sooner (w3c/webextensions
 * 547); no page and no person is kept waiting for that. Until then what was set last time holds, and where nothing
 * is remembered the answer does wait. `changed` hears of another policy than the one that held.
 */
export function policy({ managed, remembered }: PolicyPorts, changed: () => void): Policy {
  let holds: Promise<Partial<Values>> | null = null;
  /** The newest reading alone counts. */
  let readings = 0;

  async function read(before: Partial<Values> | null): Promise<Partial<Values>> {
    readings += 1;
    const reading = readings;
    const found = policyValues(await managed.get());
    if (reading !== readings || isSame(found, before)) return found;
    detach('remembering the policy', remembered.set(found));
    holds = Promise.resolve(found);
    if (before) changed();
    return found;
  }

  async function start(): Promise<Partial<Values>> {
    const last = await remembered.get();
    if (last === undefined) return read(null);
    const before = policyValues(last);
    detach('managed settings', read(before));
    return before;
  }

  async function readAgain(): Promise<void> {
    await read((await holds) ?? {});
  }
  managed.onChange(() => detach('managed settings', readAgain()));

  return {
    values() {
      holds ??= start().catch((error: unknown) => {
        holds = null;
        throw error;
      });
      return holds;
    },
  };
}

function isSame(one: Partial<Values>, other: Partial<Values> | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
