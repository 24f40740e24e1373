import { type Signal, signal } from '@preact/signals';
import type { ExchangeNews, FileRefusal, ImportSummary } from '../../messages/surface/exchange';
import type { SurfaceFailure } from '../../messages/surface-background';
import type { Desk } from './desk';
import { secretFor } from './secret-for';

/** Where an import stands. */
export type ImportStep =
  | { readonly step: 'choose'; readonly trouble?: string }
  | {
      readonly step: 'working';
      readonly what: 'checking' | 'writing';
      readonly done: number;
      readonly total: number;
    }
  | { readonly step: 'secret'; readonly kind: 'passphrase' | 'recovery-key'; readonly trouble: string | null }
  | { readonly step: 'decide'; readonly summary: ImportSummary; readonly trouble?: string }
  | { readonly step: 'done'; readonly added: number; readonly changed: number };

export type Decision = {
  readonly take: 'held' | 'file';
  readonly notEligible: boolean;
  readonly settings: boolean;
};

export type ImportModel = {
  readonly now: Signal<ImportStep>;
  choose(files: readonly File[]): Promise<void>;
  open(secret: string): void;
  write(decision: Decision): void;
  /** Back to the beginning; what was not written yet is dropped. */
  cancel(): void;
};

/** What the model says in words. */
export type ImportWords = {
  readonly fileReason: (reason: FileRefusal) => string;
  readonly failure: (failure: SurfaceFailure) => string;
  readonly lost: () => string;
  readonly unreadable: () => string;
};

export type OpenDesk = (hear: (news: ExchangeNews) => void, lost: () => void) => Desk;

const BEGIN: ImportStep = { step: 'choose' };
const READING: ImportStep = { step: 'working', what: 'checking', done: 0, total: 0 };

export function importModel(open: OpenDesk, words: ImportWords): ImportModel {
  const now = signal<ImportStep>(BEGIN);
  let desk: Desk | null = null;
  let summary: ImportSummary | null = null;

  function refused(reason: FileRefusal): void {
    const kind = secretFor(reason);
    const trouble = reason.endsWith('-needed') ? null : words.fileReason(reason);
    if (kind) now.value = { step: 'secret', kind, trouble };
    else end(words.fileReason(reason));
  }

  /** A full disk can be cleared, and the same file tried again. */
  function failed(trouble: string): void {
    if (summary) now.value = { step: 'decide', summary, trouble };
    else end(trouble);
  }

  function hear(news: ExchangeNews): void {
    if (news.news === 'progress') {
      now.value = { step: 'working', what: news.step, done: news.done, total: news.total };
    } else if (news.news === 'refused') refused(news.reason);
    else if (news.news === 'failed') failed(words.failure(news.failure));
    else if (news.news === 'summary') {
      summary = news.summary;
      now.value = { step: 'decide', summary };
    } else if (news.news === 'written') {
      end();
      now.value = { step: 'done', added: news.added, changed: news.changed };
    }
  }

  function end(trouble?: string): void {
    desk?.leave();
    desk = null;
    summary = null;
    now.value = trouble === undefined ? BEGIN : { step: 'choose', trouble };
  }

  return {
    now,
    async choose(files) {
      if (files.length === 0) return;
      end();
      now.value = READING;
      const visited = open(
        (news) => visited === desk && hear(news),
        () => visited === desk && end(words.lost()),
      );
      desk = visited;
      try {
        await visited.bring(files);
        visited.tell({ type: 'read', secret: null });
      } catch {
        // A file that was moved meanwhile, or a worker that went away.
        if (visited === desk) end(words.unreadable());
      }
    },
    open(secret) {
      now.value = READING;
      desk?.tell({ type: 'read', secret });
    },
    write(decision) {
      now.value = { step: 'working', what: 'writing', done: 0, total: 0 };
      desk?.tell({ type: 'write', ...decision });
    },
    cancel: () => end(),
  };
}
