import type { SyncStatus } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { plural, text } from '../text';
import { Follow } from './follow';
import { InDoubt } from './in-doubt';
import { warningText } from './sync-text';

/** What sync does not decide without the person. */
export function Questions({ now }: { readonly now: SyncStatus }) {
  return (
    <>
      {now.held > 0 && (
        <div class="card question" data-question="mass-deletion">
          <strong>{plural('syncMass', now.held)}</strong>
          <p class="hint">{text('syncMassHint')}</p>
          <div class="question-actions">
            <button type="button" data-action="keep-all" onClick={() => answer('refuse')}>
              {text('syncMassKeep')}
            </button>
            <button type="button" class="danger" data-action="delete-all" onClick={() => answer('accept')}>
              {text('syncMassDelete')}
            </button>
          </div>
        </div>
      )}
      {now.state === 'moved' && <Follow />}
      {now.inDoubt.length > 0 && <InDoubt ids={now.inDoubt} />}
      {now.warnings.length > 0 && (
        <div class="card question" data-question="warnings" role="alert">
          <strong>{text('syncWarning')}</strong>
          <ul>
            {now.warnings.map((warning) => (
              <li key={`${warning.kind} ${warning.device} ${warning.at}`}>{warningText(warning)}</li>
            ))}
          </ul>
          <p class="hint">{text('syncWarningHint')}</p>
          <div class="question-actions">
            <button type="button" data-action="dismiss" onClick={dismiss}>
              {text('syncUnderstood')}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

function answer(said: 'accept' | 'refuse'): void {
  void attempt(async () => {
    await ask({ type: 'sync-answer-deletion', answer: said });
  });
}

function dismiss(): void {
  void attempt(async () => {
    await ask({ type: 'sync-dismiss-warnings' });
  });
}
