/** Names of the extension ports that frames may open; apart from the schemas, for the bridge bundles no schema. */

/** Carries one ceremony. */
export const CEREMONY_PORT = 'ceremony';

/** Carries one call of a static method of PublicKeyCredential. */
export const STATICS_PORT = 'statics';
