import type { Tab } from './browser';
import { pageOf } from './chromium-page';

/** What the background answers, by the type of the question (messages/surface-background.ts). */
export type Answers = Readonly<Record<string, unknown>>;

/**
 * From its next address on, a page of ours hears these answers in place of the background's: for views of what takes
 * several devices, or a failing disk, to come about. Chromium's driver only.
 */
export async function tells(tab: Tab, answers: Answers): Promise<void> {
  await pageOf(tab).addInitScript((told: Answers) => {
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
}
