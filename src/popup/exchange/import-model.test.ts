import { describe, expect, it } from 'vitest';
import type { ExchangeMessage, ExchangeNews, ImportSummary } from '../../messages/surface/exchange';
import type { Desk } from './desk';
import { importModel } from './import-model';

type Visit = {
  readonly told: ExchangeMessage[];
  readonly hear: (news: ExchangeNews) => void;
  readonly lose: () => void;
  readonly isOpen: () => boolean;
};

const summary: ImportSummary = {
  ...{ formats: ['cxf'], items: [], others: 0, hasSettings: false, eligibilityUnknown: 0 },
};
const file = { name: 'a.json' } as File;
const words = {
  fileReason: (reason: string) => reason,
  failure: (failure: string) => failure,
  lost: () => 'lost',
  unreadable: () => 'unreadable',
};

/** A model whose desks are in the test's hands. */
function start(bring: () => Promise<void> = async () => undefined) {
  const visits: Visit[] = [];
  const model = importModel((hear, lost): Desk => {
    let open = true;
    const told: ExchangeMessage[] = [];
    visits.push({ told, hear, lose: lost, isOpen: () => open });
    return {
      bring,
      tell: (message) => void told.push(message),
      leave: () => {
        open = false;
      },
    };
  }, words);
  const visit = (index: number) => {
    const found = visits[index];
    if (!found) throw new Error(`no visit ${index}`);
    return found;
  };
  return { model, visit };
}

describe('an import on the page', () => {
  it('goes from file to summary to done, and leaves the desk', async () => {
    const { model, visit } = start();
    expect(model.now.value).toEqual({ step: 'choose' });
    await model.choose([file]);
    expect(visit(0).told).toEqual([{ type: 'read', secret: null }]);
    visit(0).hear({ news: 'progress', step: 'checking', done: 1, total: 4 });
    expect(model.now.value).toEqual({ step: 'working', what: 'checking', done: 1, total: 4 });
    visit(0).hear({ news: 'summary', summary });
    expect(model.now.value).toEqual({ step: 'decide', summary });
    model.write({ take: 'held', notEligible: false, settings: true });
    visit(0).hear({ news: 'written', added: 2, changed: 0 });
    expect(model.now.value).toEqual({ step: 'done', added: 2, changed: 0 });
    expect(visit(0).isOpen()).toBe(false);
  });

  it('asks for a passphrase, and again where it was wrong', async () => {
    const { model, visit } = start();
    await model.choose([file]);
    visit(0).hear({ news: 'refused', reason: 'passphrase-needed' });
    expect(model.now.value).toEqual({ step: 'secret', kind: 'passphrase', trouble: null });
    model.open('wrong');
    visit(0).hear({ news: 'refused', reason: 'passphrase-wrong' });
    expect(model.now.value).toMatchObject({ step: 'secret', trouble: 'passphrase-wrong' });
    visit(0).hear({ news: 'refused', reason: 'recovery-key-needed' });
    expect(model.now.value).toMatchObject({ step: 'secret', kind: 'recovery-key', trouble: null });
  });

  it('says why a file is refused, and begins anew', async () => {
    const { model, visit } = start();
    await model.choose([file]);
    visit(0).hear({ news: 'refused', reason: 'hostile' });
    expect(model.now.value).toEqual({ step: 'choose', trouble: 'hostile' });
    expect(visit(0).isOpen()).toBe(false);
  });

  it('keeps the summary where the disk was full, so that it can be tried again', async () => {
    const { model, visit } = start();
    await model.choose([file]);
    visit(0).hear({ news: 'summary', summary });
    model.write({ take: 'held', notEligible: false, settings: false });
    visit(0).hear({ news: 'failed', failure: 'storage-full' });
    expect(model.now.value).toEqual({ step: 'decide', summary, trouble: 'storage-full' });
    expect(visit(0).isOpen()).toBe(true);
  });

  it('says that it was interrupted where the background went away', async () => {
    const { model, visit } = start();
    await model.choose([file]);
    visit(0).lose();
    expect(model.now.value).toEqual({ step: 'choose', trouble: 'lost' });
  });

  it('says that a file cannot be read', async () => {
    const { model } = start(() => Promise.reject(new Error('moved')));
    await model.choose([file]);
    expect(model.now.value).toEqual({ step: 'choose', trouble: 'unreadable' });
  });

  it('hears nothing of an import that was given up', async () => {
    const { model, visit } = start();
    await model.choose([file]);
    model.cancel();
    visit(0).hear({ news: 'summary', summary });
    visit(0).lose();
    expect(model.now.value).toEqual({ step: 'choose' });
    await model.choose([file]);
    visit(0).hear({ news: 'written', added: 9, changed: 9 });
    expect(model.now.value).toMatchObject({ step: 'working' });
    expect(visit(0).isOpen()).toBe(false);
  });
});
