/** Who calls: what the browser, not the page, says of the document (§origin, §sctn-permissions-policy). */
export type Caller = {
  /** ASCII serialisation; "null" for an opaque origin. */
  readonly origin: string;
  /** Origins of all ancestors, nearest first; empty for a top-level document. */
  readonly ancestorOrigins: readonly string[];
  /** Whether permissions policy lets the document do this; null where the browser does not say. */
  readonly policyAllows: boolean | null;
  /** Transient activation at the time of the call. */
  readonly userActivation: boolean;
};
