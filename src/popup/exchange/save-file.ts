/** How long the browser may take to begin, ms; the bytes stay in memory until then. */
const BEGINS_WITHIN = 60_000;

/** Gives bytes, or a text, to the browser as a download. Nothing of it touches the clipboard. */
export function saveFile(name: string, content: Uint8Array<ArrayBuffer> | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), BEGINS_WITHIN);
}
