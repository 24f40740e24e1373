import { backup } from './backup';
import { bitwarden } from './bitwarden';
import { cxf } from './cxf';
import { type ChosenFile, documentsIn } from './documents';
import { ExchangeError } from './error';
import type { Document, Format, FormatName, Item, Reading, ReadPorts } from './format';
import { keepassxc } from './keepassxc';
import { MAX_PASSKEYS } from './limits';
import { protonPass } from './proton-pass';

/** The last one looks for its attributes anywhere, so the others are asked first. */
const FORMATS: readonly Format[] = [backup, cxf, bitwarden, protonPass, keepassxc];

/** What all files together hold. */
export type Found = {
  readonly formats: readonly FormatName[];
  readonly items: readonly Item[];
  readonly others: number;
  readonly settings: unknown;
};

/** Reads files of any format that is known. Throws ExchangeError, and then nothing of any file is taken. */
export async function readFiles(files: readonly ChosenFile[], ports: ReadPorts): Promise<Found> {
  const readings: Reading[] = [];
  for (const document of files.flatMap(documentsIn)) {
    const reading = await readDocument(document, ports);
    await ports.breathe();
    if (reading) readings.push(reading);
  }
  if (readings.length === 0) throw new ExchangeError('not-recognised');
  const items = readings.flatMap((reading) => reading.items);
  if (items.length > MAX_PASSKEYS) throw new ExchangeError('too-many');
  return {
    formats: [...new Set(readings.map(({ format }) => format))],
    items,
    others: readings.reduce((sum, { others }) => sum + others, 0),
    settings: readings.find(({ settings }) => settings)?.settings ?? null,
  };
}

async function readDocument(document: Document, ports: ReadPorts): Promise<Reading | null> {
  for (const format of FORMATS) {
    const reading = await format.read(document, ports);
    if (reading) return reading;
  }
  return null;
}
