/** More than a hundred thousand passkeys take in any format; a page of ours can still hold it. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** What a compressed file may unpack to. */
export const MAX_EXPANDED_BYTES = 128 * 1024 * 1024;
export const MAX_FILES = 20_000;
export const MAX_PASSKEYS = 50_000;
/** Ours nest 6 deep, others up to 14, and one level more for each folder in a folder. */
export const MAX_DEPTH = 64;
/** Objects and lists of JSON, elements of XML. A file full of honest items has far fewer; each takes memory. */
export const MAX_NODES = 2_000_000;
/** UTF-16 code units of a note. */
export const MAX_NOTE = 10_000;
/** Of what is carried along unread. */
export const MAX_CARRIED = 16_384;
