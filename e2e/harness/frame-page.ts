/**
 * A page that performs what another page asks of it by postMessage: a ceremony, a frame within it, a change of its
 * own document. So a journey reaches into frames of any origin through the top-level page alone.
 */
import type { Outcome } from './ceremony';

export type FrameRequest =
  | { readonly type: 'start'; readonly kind: 'create' | 'get'; readonly options: object }
  | { readonly type: 'outcome' }
  | { readonly type: 'abort' }
  /** A frame with these attributes, `blob` standing for a src made of that text; answered once it is loaded. */
  | { readonly type: 'embed'; readonly attributes: Readonly<Record<string, string>> }
  /** document.open() and this text. */
  | { readonly type: 'rewrite'; readonly text: string }
  | { readonly type: 'reload' };

export type FrameReply = { readonly token: string; readonly value: Outcome | string };

/** Runs in the page. */
function serve(): void {
  const scope = window as unknown as { ceremony?: Promise<Outcome>; controller?: AbortController };

  function start({ kind, options }: Extract<FrameRequest, { type: 'start' }>): void {
    const controller = new AbortController();
    const { signal } = controller;
    scope.controller = controller;
    const parse = PublicKeyCredential;
    const asked =
      kind === 'create'
        ? navigator.credentials.create({
            publicKey: parse.parseCreationOptionsFromJSON(options as never),
            signal,
          })
        : navigator.credentials.get({
            publicKey: parse.parseRequestOptionsFromJSON(options as never),
            signal,
          });
    scope.ceremony = asked.then(
      (credential): Outcome => ({
        ok: true,
        response: (credential as PublicKeyCredential).toJSON() as never,
      }),
      (error): Outcome => ({
        ok: false,
        name: error.name,
        message: error.message,
        isDomException: error instanceof DOMException,
      }),
    );
  }

  function embed(attributes: Readonly<Record<string, string>>): Promise<string> {
    const frame = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes))
      if (name === 'blob') frame.src = URL.createObjectURL(new Blob([value], { type: 'text/html' }));
      else frame.setAttribute(name, value);
    return new Promise((resolve) => {
      frame.onload = () => resolve('embedded');
      document.body.append(frame);
    });
  }

  async function perform(request: FrameRequest): Promise<Outcome | string> {
    switch (request.type) {
      case 'start':
        start(request);
        return 'started';
      case 'outcome':
        return scope.ceremony ?? 'nothing was started';
      case 'abort':
        scope.controller?.abort();
        return 'aborted';
      case 'embed':
        return embed(request.attributes);
      case 'rewrite':
        document.open();
        document.write(request.text);
        document.close();
        return 'rewritten';
      case 'reload':
        setTimeout(() => location.reload());
        return 'reloading';
    }
  }

  addEventListener('message', ({ data, source }: MessageEvent) => {
    if (typeof data?.token !== 'string' || !data.request) return;
    const reply = (value: Outcome | string) =>
      source?.postMessage({ token: data.token, value }, { targetOrigin: '*' });
    perform(data.request).then(reply, (error) => reply(`${error.name}: ${error.message}`));
  });
}

/** Everything in one document, so that it also serves as srcdoc, as blob: and as data:. */
export const framePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>frame</title><body><p>A frame</p><script>(${serve})()</script></body></html>`;
