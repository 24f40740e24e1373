import type { Platform } from '../../core/platform';
import type { Remote } from '../../core/sync/remote';
import type { SyncStatus } from '../../messages/surface-background';
import type { SyncAccess } from '../vault/sync-access';
import type { SessionArea } from '../vault/vault';
import type { Place } from './place';

/** What sync needs of the rest of the background. */
export type SyncSetting = {
  readonly platform: Platform;
  readonly session: SessionArea;
  readonly vault: SyncAccess;
  readonly isUnlocked: () => Promise<boolean>;
  readonly isAllowed: () => Promise<boolean>;
  readonly remoteAt: (place: Place, signal: AbortSignal) => Remote;
  /** 0 to 1, of a place with little room. */
  readonly fullnessOf: (place: Place) => Promise<number | null>;
  readonly deviceName: () => Promise<string>;
  readonly changed: (status: SyncStatus) => void;
  readonly databaseName?: string;
};
