/** Names of the extension ports that frames may open, and of the bridge's mark; apart from the schemas, for the bridge bundles no schema. */

/**
 * The bridge's mark in its own isolated world, which no page sees: the popup can find out that Latchkey is in a page
 * without a listener that waits in every page for the question.
 */
export const BRIDGED = 'bridged';

/** Carries one ceremony. */
export const CEREMONY_PORT = 'ceremony';

/** Carries one call of a static method of PublicKeyCredential. */
export const STATICS_PORT = 'statics';
