import type { PromptNews } from '../../src/messages/surface-background';
import type { Tab } from './browser';

/** What the background answers, by the type of the question (messages/surface-background.ts). */
export type Answers = Readonly<Record<string, unknown>> & {
  /** How the prompt that is shown ends, as soon as it listens; then it stays to be seen. */
  readonly ended?: PromptNews['ended'];
};

/**
 * From its next address on, a page of ours hears these answers in place of the background's: for views of what takes
 * several devices, or a failing disk, to come about.
 */
export async function tells(tab: Tab, { ended, ...answers }: Answers): Promise<void> {
  await tab.prepare((told: Answers) => {
    type Send = (message: { readonly type?: string }, ...rest: readonly unknown[]) => unknown;
    type Api = { readonly runtime?: { sendMessage: Send } };
    const { browser, chrome } = globalThis as { readonly browser?: Api; readonly chrome?: Api };
    for (const runtime of new Set([browser?.runtime, chrome?.runtime])) {
      if (!runtime) continue;
      const send = runtime.sendMessage.bind(runtime);
      runtime.sendMessage = (message, ...rest) => {
        if (message.type === undefined || !(message.type in told)) return send(message, ...rest);
        const reply = { ok: true, value: told[message.type] };
        const answer = rest.at(-1);
        return typeof answer === 'function' ? answer(reply) : Promise.resolve(reply);
      };
    }
  }, answers);
  if (!ended) return;
  await endingsStay(tab);
  await tab.prepare(
    (news: PromptNews) => {
      type Port = { readonly onMessage: { addListener(hear: (news: PromptNews) => void): void } };
      type Api = { readonly runtime?: { connect(to: { readonly name: string }): Port } };
      const { browser, chrome } = globalThis as { readonly browser?: Api; readonly chrome?: Api };
      for (const runtime of new Set([browser?.runtime, chrome?.runtime])) {
        if (!runtime) continue;
        const connect = runtime.connect.bind(runtime);
        runtime.connect = (to) => {
          if (!to.name.startsWith('prompt:')) return connect(to);
          const onMessage = { addListener: (hear: (news: PromptNews) => void) => setTimeout(hear, 0, news) };
          return { onMessage, onDisconnect: { addListener: () => undefined }, disconnect: () => undefined };
        };
      }
    },
    { ended },
  );
}

/** From its next address on, the page has no clock that takes an ending away (popup/prompt/ending.tsx). */
export function endingsStay(tab: Tab): Promise<void> {
  return tab.prepare(() => {
    const real = window.setTimeout;
    const hold = (work: () => void, ms = 0, ...words: readonly unknown[]) =>
      [500, 900, 2600].includes(ms) ? 0 : real(work, ms, ...words);
    Object.assign(window, { setTimeout: hold });
  }, undefined);
}
