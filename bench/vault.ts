/**
 * What the vault costs as it grows, in the built extension: unlocking beyond the key derivation, the list, memory
 * and room on the disk; and whether the key derivation really takes the memory that its parameters promise.
 */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Tab } from '../e2e/harness/browser';
import { launchChromium } from '../e2e/harness/chromium';
import { pageOf } from '../e2e/harness/chromium-page';
import { PIN, personAt } from '../e2e/harness/person';
import { cxfOf } from './passkeys-file';
import { median, type Row, type Setting } from './table';

const SIZES = [10, 1000, 10_000];
const ROUNDS = 9;
const PATIENCE = 120_000;
const MIB = 1024 * 1024;

/** What Latchkey's own pages send, sent from one of them. */
async function send<Value>(tab: Tab, message: object): Promise<Value> {
  const reply = await tab.evaluate(async (request) => {
    const { runtime } = (
      globalThis as never as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
    ).chrome;
    return runtime.sendMessage(request);
  }, message);
  const { ok, value } = reply as { ok: boolean; value: Value };
  if (!ok) throw new Error(JSON.stringify(reply));
  return value;
}

/** The recovery key needs no key derivation to speak of, so what it takes is what lies beyond one. */
async function recoveryKeyOf(tab: Tab): Promise<string> {
  const { recoveryKey } = await send<{ recoveryKey: string }>(tab, {
    type: 'ways-new-recovery-key',
    proof: { by: 'pin', pin: PIN },
  });
  await send(tab, { type: 'ways-confirm-recovery-key', recoveryKey });
  return recoveryKey;
}

/** In the page: from the message until the vault is open, its index is ready, all passkeys are listed; ms. */
type UnlockTimes = { readonly open: number; readonly ready: number; readonly listed: number };

function unlockTimes(tab: Tab, recoveryKey: string): Promise<UnlockTimes> {
  return tab.evaluate(async (key) => {
    const { runtime } = (
      globalThis as never as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
    ).chrome;
    await runtime.sendMessage({ type: 'vault-lock' });
    const began = performance.now();
    await runtime.sendMessage({
      type: 'vault-unlock-with',
      proof: { by: 'recovery-key', recoveryKey: key },
    });
    const open = performance.now() - began;
    // It looks through the index for what is in the trash, and has next to nothing to say.
    await runtime.sendMessage({ type: 'trash-list' });
    const ready = performance.now() - began;
    await runtime.sendMessage({ type: 'passkeys-list' });
    return { open, ready, listed: performance.now() - began };
  }, recoveryKey);
}

async function fill(browser: Browser, profile: string, count: number): Promise<void> {
  const file = join(profile, 'passkeys.json');
  await writeFile(file, cxfOf(count));
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#exchange'));
  await tab.waitFor('input[name="file"]');
  await pageOf(tab).setInputFiles('input[name="file"]', file);
  await tab.waitFor(`[data-standing="new"][data-count="${count}"]`, 'visible', PATIENCE);
  await tab.click('[data-action="import"]');
  await tab.waitFor(`[data-imported="${count}"]`, 'visible', PATIENCE);
  await tab.close();
}

/** Bytes of all rows that belong to passkeys: records and contents, sealed as they are. */
function storedBytes(tab: Tab): Promise<number> {
  return tab.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('latchkey');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction(['records', 'contents']);
          let bytes = 0;
          for (const store of ['records', 'contents']) {
            const rows = reading.objectStore(store).getAll();
            rows.onsuccess = () => {
              for (const { sealed, ...rest } of rows.result)
                bytes += sealed.length + JSON.stringify(rest).length;
            };
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(bytes);
          };
        };
      }),
    undefined,
  );
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function grown(setting: Setting, count: number): Promise<readonly Row[]> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchChromium({ ...setting, profile, headless: true });
  const row = (what: string, ms: number): Row => ({ what: `${count} passkeys: ${what}`, ms, native: null });
  try {
    await personAt(browser).makeVault();
    await fill(browser, profile, count);
    const tab = await browser.open(browser.extensionUrl('popup/welcome.html'));
    await tab.waitFor('html[data-ready]');
    const recoveryKey = await recoveryKeyOf(tab);
    const times: UnlockTimes[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await unlockTimes(tab, recoveryKey));
    await send(tab, { type: 'vault-lock' });
    const locked = (await browser.backgroundHeap()) ?? Number.NaN;
    await unlockTimes(tab, recoveryKey);
    const open = (await browser.backgroundHeap()) ?? Number.NaN;
    const rows = await storedBytes(tab);
    const disk = await folderBytes(join(profile, 'Default', 'IndexedDB'));
    return [
      row('unlock beyond the key derivation', median(times.map((time) => time.open))),
      row('and until the index is ready', median(times.map((time) => time.ready))),
      row('and until all are listed in a page', median(times.map((time) => time.listed))),
      row('memory of the open vault, MB and not ms', (open - locked) / MIB),
      row('rows for each, bytes and not ms', rows / count),
      row('files of the database for each, bytes and not ms', disk / count),
    ];
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Resident bytes of the browser that runs with that profile and of all its children. */
async function residentBytes(profile: string): Promise<number> {
  const processes = new Map<string, { parent: string; resident: number; ours: boolean }>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    const [status, command] = await Promise.all([read('status'), read('cmdline')]);
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '0';
    const resident = Number(field('VmRSS')) * 1024;
    processes.set(pid, { parent: field('PPid'), resident, ours: command.includes(profile) });
  }
  const isOurs = (pid: string): boolean => {
    const found = processes.get(pid);
    return found !== undefined && (found.ours || isOurs(found.parent));
  };
  return [...processes].reduce((sum, [pid, { resident }]) => sum + (isOurs(pid) ? resident : 0), 0);
}

/** What an unlock by PIN takes on this machine, and how far memory rises meanwhile. */
async function hardness(setting: Setting): Promise<readonly Row[]> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchChromium({ ...setting, profile, headless: true });
  try {
    await personAt(browser).makeVault();
    const tab = await browser.open(browser.extensionUrl('popup/welcome.html'));
    await tab.waitFor('html[data-ready]');
    const kdf = await tab.evaluate(
      () =>
        new Promise<{ memoryKiB: number; iterations: number }>((resolve, reject) => {
          const opening = indexedDB.open('latchkey');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const rows = opening.result.transaction('slots').objectStore('slots').getAll();
            rows.onsuccess = () => {
              opening.result.close();
              resolve(rows.result[0].kdf);
            };
          };
        }),
      undefined,
    );
    const rises: number[] = [];
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await send(tab, { type: 'vault-lock' });
      await browser.backgroundHeap();
      const before = await residentBytes(profile);
      let peak = before;
      let busy = true;
      const began = performance.now();
      const unlocking = send(tab, { type: 'vault-unlock', pin: PIN }).finally(() => {
        times.push(performance.now() - began);
        busy = false;
      });
      while (busy) peak = Math.max(peak, await residentBytes(profile));
      await unlocking;
      rises.push((peak - before) / MIB);
    }
    const promised = kdf.memoryKiB / 1024;
    const rise = median(rises);
    if (rise < promised * 0.9) throw new Error(`the derivation took ${rise} MiB, not ${promised}`);
    return [
      {
        what: `PIN slot made here: ${promised} MiB, ${kdf.iterations} passes; unlock by PIN`,
        ms: median(times),
        native: null,
      },
      { what: 'memory that the derivation takes, MiB and not ms', ms: rise, native: null },
    ];
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

export async function vault(setting: Setting): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await grown(setting, size)));
  return [...rows, ...(await hardness(setting))];
}
