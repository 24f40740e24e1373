import type { Bytes } from '../bytes';

/** 32 lower-case hexadecimal digits: safe in every file system and address, and they say nothing. */
export type ObjectName = string;

/** How a log should be cut to suit a place. */
export type Limits = {
  /** Plaintext that one segment holds at most, beyond a single passkey that is larger by itself. */
  readonly segmentBytes: number;
  /** Segments of one device; with more, the latest are written as one. */
  readonly segments: number;
  /** All is written anew when what is stale exceeds what is live by this part, and by `slackBytes`. */
  readonly slack: number;
  readonly slackBytes: number;
};

/**
 * A place that keeps objects under names: a folder on a server, the browser's account. It is not trusted with
 * anything but keeping them. All methods throw SyncError.
 */
export interface Remote {
  readonly limits: Limits;
  /**
   * True where what was written is read by others at once, so that something missing was taken away. False where
   * objects arrive in any order, some later.
   */
  readonly settled: boolean;
  /** All names, each with a tag that is another one when the content is. */
  list(): Promise<ReadonlyMap<ObjectName, string>>;
  /** Null where there is no such object. */
  read(name: ObjectName): Promise<Bytes | null>;
  /** Makes an object or takes the place of one; all of it or nothing. */
  write(name: ObjectName, content: Bytes): Promise<void>;
  /** Without complaint where there is none. */
  remove(name: ObjectName): Promise<void>;
}
