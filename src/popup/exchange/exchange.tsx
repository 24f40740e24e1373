import { useEffect, useState } from 'preact/hooks';
import { AskError } from '../ask';
import { failureText } from '../notice';
import { useArrival, useTitle } from '../parts/view-focus';
import { text } from '../text';
import { openDesk } from './desk';
import { ExportPanel } from './export-panel';
import { type ImportWords, importModel } from './import-model';
import { ImportPanel } from './import-panel';
import { fileReason } from './reasons';

const words: ImportWords = {
  fileReason,
  failure: (failure) => failureText(new AskError(failure)),
  lost: () => text('exchangeLost'),
  unreadable: () => text('fileUnreadable'),
};

/** In and out: backup, export and import. `only`: the one passkey to be exported. */
export function Exchange({ only }: { only: string | null }) {
  const heading = useArrival<HTMLHeadingElement>('exchange');
  useTitle(text('titleExchange'));
  const [model] = useState(() => importModel(openDesk, words));
  useEffect(() => () => model.cancel(), [model]);
  const isImporting = model.now.value.step !== 'choose';
  return (
    <section class="settings exchange" data-view="exchange" aria-labelledby="exchange-title">
      <h1 id="exchange-title" ref={heading} tabIndex={-1}>
        {text('exchange')}
      </h1>
      {!isImporting && <ExportPanel only={only} />}
      {only === null && <ImportPanel model={model} />}
    </section>
  );
}
