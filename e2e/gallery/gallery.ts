import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { camera } from './camera';
import { exchangeScenes } from './exchange-scenes';
import { emptyScenes, hostileScenes, listScenes } from './list-scenes';
import { EVERYDAY } from './names';
import { blockedScenes, createScenes, endingScenes, getScenes } from './prompt-scenes';
import { siteScenes } from './site-scenes';
import { type GalleryOptions, type Studio, studio } from './studio';
import { syncScenes } from './sync-scenes';
import { trashScenes } from './trash-scenes';
import { waitingScenes } from './waiting-scenes';
import { waysScenes } from './ways-scenes';
import { doneScenes, welcomeScenes } from './welcome-scenes';

export type { GalleryOptions } from './studio';

type Scene = {
  readonly name: string;
  /** What the ones after it begin with, so it is never left out. */
  readonly always?: true;
  readonly play: (studio: Studio) => Promise<void>;
};

/** Each begins where the one before it ended. */
const scenes: readonly Scene[] = [
  { name: 'welcome', play: welcomeScenes },
  { name: 'a vault is made', always: true, play: makeVault },
  { name: 'welcome-done', play: doneScenes },
  { name: 'empty', play: (studio) => emptyScenes(studio, 'empty') },
  { name: 'create', play: createScenes },
  { name: 'one', play: (studio) => emptyScenes(studio, 'one') },
  { name: 'many passkeys are made', always: true, play: makeMany },
  { name: 'lists', play: listScenes },
  { name: 'trash', play: trashScenes },
  { name: 'exchange', play: exchangeScenes },
  { name: 'sync', play: syncScenes },
  { name: 'site', play: siteScenes },
  { name: 'waiting', play: waitingScenes },
  { name: 'get', play: getScenes },
  { name: 'endings', play: endingScenes },
  { name: 'hostile', play: hostileScenes },
  { name: 'ways', play: waysScenes },
  { name: 'blocked', play: blockedScenes },
];

async function makeVault({ person }: Studio): Promise<void> {
  await person.makeVault();
  await person.setPromptSurface('window');
}

async function makeMany({ make, signIn }: Studio): Promise<void> {
  for (const { host, ...wanted } of EVERYDAY.toReversed())
    await make(host, { ...wanted, userId: Buffer.from(wanted.userName).toString('base64url') });
  for (const [host, ago] of [
    ['atlas.example', 4],
    ['quill.example', 1],
    ['tideline.example', 0],
  ] as const)
    await signIn(host, ago);
}

/** Takes the pictures anew: all of them, or those of some scenes. */
export async function gallery(options: GalleryOptions): Promise<void> {
  const { folder, only, say } = options;
  const all = only.length === 0;
  if (all)
    for (const old of await readdir(folder).catch(() => []))
      if (old.endsWith('.png')) await rm(join(folder, old));
  const film = await camera(folder);
  const failed: string[] = [];
  await studio(options, film, async (ready) => {
    for (const { name, always, play } of scenes) {
      if (!always && !all && !only.includes(name)) continue;
      const started = Date.now();
      try {
        await play(ready);
      } catch (error) {
        // The others are worth having all the same.
        failed.push(name);
        say(`${name}: ${error instanceof Error ? error.message : error}`);
        if (always) break;
      }
      say(`${name} (${Date.now() - started} ms, ${film.taken.length} pictures)`);
    }
  });
  if (all) await writeFile(join(folder, 'README.md'), index(film.taken));
  if (failed.length > 0) throw new Error(`not all pictures could be taken: ${failed.join(', ')}`);
}

/** The pictures by view, as Markdown. */
function index(taken: readonly string[]): string {
  const viewOf = (file: string) => file.slice(0, file.lastIndexOf('-'));
  const views = [...new Set(taken.map(viewOf))];
  const parts = views.map((view) => {
    const files = taken.filter((file) => viewOf(file) === view);
    const shown = files.map((file) => `<img src="${file}" alt="${file.slice(0, -4)}" width="240">`);
    return `## ${view}\n\n${shown.join('\n')}\n`;
  });
  return `# Gallery\n\nEvery view in every state, from the real build: \`npm run gallery\`.\n\n${parts.join('\n')}`;
}
