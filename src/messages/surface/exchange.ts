/**
 * Import and export. Files cross this border in pieces over a port of their own, which lives as long as the page
 * works on one import or export; when it closes, whatever was not written yet is dropped.
 */
import * as v from 'valibot';
import type { FileRefusal, FormatName, ItemLabel, ItemRefusal } from '../../core/exchange/names';
import type { SurfaceFailure } from '../surface-background';
import { credential } from './passkeys';
import { type ProofResult, proof } from './proof';

export type { FileRefusal, FormatName, ItemLabel, ItemRefusal } from '../../core/exchange/names';

export const EXCHANGE_PORT = 'exchange';

/** `cxf`: FIDO Credential Exchange Format, also zipped; `csv`: a listing without keys. */
export const exportKinds = ['backup', 'cxf', 'cxf-zip', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** Code points of a backup's passphrase at least: whoever finds the file may guess for ever. */
export const PASSPHRASE_MIN_LENGTH = 10;

const secret = v.pipe(v.string(), v.maxLength(1000));
const column = v.pipe(v.string(), v.maxLength(100));

/** From the page. */
export const exchangeMessage = v.variant('type', [
  /** Begins a file; its pieces follow. */
  v.object({ type: v.literal('file'), name: v.pipe(v.string(), v.maxLength(1000)) }),
  /** Base64. */
  v.object({ type: v.literal('piece'), data: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  /** Reads and checks all files; again with a secret where one is needed. */
  v.object({ type: v.literal('read'), secret: v.nullable(secret) }),
  v.object({
    type: v.literal('write'),
    /** Whose words count where a passkey is here already and differs. */
    take: v.picklist(['held', 'file']),
    /** Passkeys of which the file does not say so were made without BE. */
    notEligible: v.boolean(),
    settings: v.boolean(),
  }),
  v.object({
    type: v.literal('export'),
    kind: v.picklist(exportKinds),
    /** Null: all. */
    ids: v.nullable(v.array(credential)),
    settings: v.boolean(),
    /** Null: the backup is made for the recovery key, which is then the proof. */
    passphrase: v.nullable(
      v.pipe(
        secret,
        v.check((text) => [...text].length >= PASSPHRASE_MIN_LENGTH),
      ),
    ),
    proof,
    /** Heads of the listing's columns, in the person's language. */
    columns: v.object({
      ...{ site: column, userName: column, fullName: column, ownName: column },
      ...{ note: column, created: column, lastUsed: column, id: column },
    }),
  }),
  /** The page has given the exported file to the browser: what is in it counts as backed up. */
  v.object({ type: v.literal('saved') }),
]);

export type ExchangeMessage = v.InferOutput<typeof exchangeMessage>;

export type ImportItem = {
  readonly label: ItemLabel;
  readonly standing: 'new' | 'same' | 'different' | 'refused';
  /** Why it is refused. */
  readonly reason?: ItemRefusal;
};

export type ImportSummary = {
  readonly formats: readonly FormatName[];
  readonly items: readonly ImportItem[];
  /** Passwords and other things that are left alone. */
  readonly others: number;
  readonly hasSettings: boolean;
  /** Of how many the file does not say whether they were made with BE. */
  readonly eligibilityUnknown: number;
};

/** To the page. */
export type ExchangeNews =
  | {
      readonly news: 'progress';
      readonly step: 'checking' | 'writing';
      readonly done: number;
      readonly total: number;
    }
  | { readonly news: 'refused'; readonly reason: FileRefusal }
  | { readonly news: 'summary'; readonly summary: ImportSummary }
  | { readonly news: 'written'; readonly added: number; readonly changed: number }
  | { readonly news: 'not-verified'; readonly result: Exclude<ProofResult, { readonly result: 'ok' }> }
  /** A piece of the exported file, base64. */
  | { readonly news: 'piece'; readonly data: string }
  | { readonly news: 'exported'; readonly count: number; readonly left: readonly ItemLabel[] }
  | { readonly news: 'saved' }
  | { readonly news: 'failed'; readonly failure: SurfaceFailure };

/** A kind word on passkeys that lie on this device alone; null where there is no need. */
export type BackupReminder = {
  readonly count: number;
  /** Milliseconds since the epoch; null if there never was a backup. */
  readonly lastBackupAt: number | null;
};

export const exchangeRequests = [
  v.object({ type: v.literal('backup-reminder') }),
  v.object({ type: v.literal('backup-silence'), until: v.picklist(['month', 'ever']) }),
] as const;

export type ExchangeResults = {
  'backup-reminder': BackupReminder | null;
  'backup-silence': null;
};
