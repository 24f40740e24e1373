/** Why sync did not do what it was asked; a closed list, so that each has words for the person. */
export type SyncFailure =
  /** Bytes are not what a device of this vault wrote: they fail authentication or do not parse. */
  | 'damaged'
  /** Written by a newer Latchkey; nothing was touched. */
  | 'version-too-new'
  /** The device says that it has no network. */
  | 'offline'
  /** No answer: the server is down, the address wrong, or its certificate not trusted. Browsers tell no more. */
  | 'unreachable'
  | 'timeout'
  /** User name or password are refused. */
  | 'unauthorized'
  | 'forbidden'
  /** The folder, or the one it should stand in, is not there. */
  | 'not-found'
  /** It answers, but not as a WebDAV server. */
  | 'not-webdav'
  /** It sends us to another address. */
  | 'moved'
  | 'full'
  | 'too-large'
  /** Too many requests, or under repair: later. */
  | 'busy'
  | 'refused'
  /** The browser may not reach that address before the person allows it. */
  | 'no-permission'
  /** The browser's own account storage is switched off. */
  | 'switched-off';
