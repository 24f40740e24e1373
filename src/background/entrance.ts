import type { Runtime } from '../browser';
import type { BackgroundMessage } from '../messages/bridge-background';
import type { Ceremonies } from './ceremony/ceremonies';
import type { CeremonyRequest } from './ceremony/ceremony';
import { isExcluded } from './excluded-sites';
import type { FrameSender } from './sender';
import type { SettingsStore } from './settings';
import type { ConditionalGet, Standing } from './standing/standing';
import type { Statics } from './statics';

/** Where every request of a frame comes in: it is left to the browser, stands, or becomes a ceremony. */
export type Entrance = (port: Runtime.Port, sender: FrameSender, request: CeremonyRequest) => Promise<void>;

export type EntrancePorts = {
  readonly ceremonies: Pick<Ceremonies, 'begin'>;
  readonly standing: Standing;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly statics: Pick<Statics, 'heeded'>;
  /** Hears of a frame whose request was left to the browser because its site is excluded. */
  readonly keptOut?: (sender: FrameSender, request: CeremonyRequest) => void;
};

export function entrance({ ceremonies, standing, settings, statics, keptOut }: EntrancePorts): Entrance {
  return async (port, sender, request) => {
    let gone = false;
    port.onDisconnect.addListener(() => {
      gone = true;
    });
    const [all, picked] = await Promise.all([
      settings.get(),
      isConditionalGet(request) ? standing.pickedFrom(request.id, sender) : null,
      statics.heeded(sender),
    ]);
    // The page gave up meanwhile; whoever listens only from now on would never hear of it.
    if (gone) return;
    if (isExcluded(all, sender)) {
      port.postMessage({ type: 'outcome', outcome: { kind: 'native' } } satisfies BackgroundMessage);
      keptOut?.(sender, request);
    } else if (isImmediate(request) && sender.incognito) {
      // As in Chromium: a site must not find out in silence that a private visitor has an account.
      port.postMessage({ type: 'outcome', outcome: { kind: 'native' } } satisfies BackgroundMessage);
    } else if (isConditionalGet(request) && picked === null) {
      await standing.begin(port, sender, request);
    } else {
      await ceremonies.begin(port, sender, request, picked);
    }
  };
}

function isImmediate({ type, request }: CeremonyRequest): boolean {
  return type === 'get' && request.uiMode === 'immediate';
}

export function isConditionalGet(request: CeremonyRequest): request is ConditionalGet {
  return request.type === 'get' && request.request.mediation === 'conditional';
}
