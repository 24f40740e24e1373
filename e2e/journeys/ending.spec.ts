import { type Tab, until } from '../harness/browser';
import { abort, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { frameIn } from '../harness/frames';
import { type Watched, watchingPage } from '../harness/watching-page';

test('a page that gives up closes the prompt', async ({ latchkey, person, sites }) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page);
  const prompt = await person.prompt();
  await abort(page);
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'AbortError', isDomException: true });
  await prompt.gone();
  expect(await person.list()).toEqual([]);
});

test('time that runs out closes the prompt', async ({ latchkey, person, sites }) => {
  await latchkey.hurryBackground();
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page, { timeout: 1000 });
  const prompt = await person.prompt();
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'NotAllowedError', isDomException: true });
  await prompt.gone();
});

test('a document that goes takes its prompt along within a second (D29, D30, D31); pushState keeps it (D32)', async ({
  latchkey,
  person,
  sites,
}) => {
  const url = `${sites.origin('rp.test')}/frame`;
  sites.serve('evil.other.test', '/', { body: watchingPage });
  let page = await latchkey.open(url);
  const promptOf = async (asked: Promise<void>) => {
    await asked;
    return (await person.prompt()).tab;
  };
  const goesWithinASecond = (prompt: Tab) => until('the prompt to leave', () => prompt.closed(), 1000);

  await test.step('D32: pushState and a changed hash keep the document, and its ceremony', async () => {
    await startCreate(page, { verification: 'discouraged' });
    const prompt = await person.prompt();
    await page.evaluate(() => history.pushState(null, '', '/elsewhere#here'), undefined);
    await person.approve();
    expect(await outcomeOf(page)).toMatchObject({ ok: true });
    await prompt.gone();
  });
  await test.step('D29: another site gets neither prompt nor message', async () => {
    const prompt = await promptOf(startGet(page));
    await page.goto(`${sites.origin('evil.other.test')}/`);
    await goesWithinASecond(prompt);
    const watched = await page.evaluate(
      () => (window as unknown as { watched(): Watched }).watched(),
      undefined,
    );
    expect(watched).toEqual({ heard: [], ports: 0 });
  });
  await test.step('D30: another document of the same origin is another document', async () => {
    await page.goto(url);
    const prompt = await promptOf(startGet(page));
    await page.goto(`${url}?again`);
    await goesWithinASecond(prompt);
  });
  await test.step('D31: a frame that is removed', async () => {
    await frameIn(page).embed({ src: url });
    const prompt = await promptOf(frameIn(page, 0).startGet());
    await page.evaluate(() => document.querySelector('iframe')?.remove(), undefined);
    await goesWithinASecond(prompt);
  });
  await test.step('D31: a tab that is closed, with nothing saved', async () => {
    const prompt = await promptOf(startCreate(page, { userId: 'dXNlci0y', userName: 'grace' }));
    await page.close();
    await goesWithinASecond(prompt);
    expect(await person.list()).toHaveLength(1);
  });
  page = await latchkey.open(url);
  await startGet(page, { verification: 'discouraged' });
  await person.approve();
  expect(await outcomeOf(page)).toMatchObject({ ok: true });
});

test('a hidden tab brings up no prompt (D34), a hundred calls bring up one (D35)', async ({
  latchkey,
  person,
  sites,
}) => {
  const url = `${sites.origin('rp.test')}/empty`;
  const hidden = await latchkey.open(url);
  const inFront = await latchkey.open(`${sites.origin('other.test')}/empty`);
  await startCreate(hidden, { verification: 'discouraged' });
  await person.noPromptWithin(1000);
  await test.step('D34: nor does it keep the tab in front from its own', async () => {
    await startCreate(inFront, { verification: 'discouraged' });
    const prompt = await person.prompt();
    expect(await prompt.rpId()).toBe('other.test');
    await prompt.cancel();
    await prompt.gone();
    await person.noPromptWithin(500);
  });
  await hidden.show();
  const first = await person.prompt();
  await person.approve();
  expect(await outcomeOf(hidden)).toMatchObject({ ok: true });
  await first.gone();

  await test.step('D34: a page that is made ready for later asks once it is shown', async () => {
    const rules = JSON.stringify({ prerender: [{ urls: ['/later'], eagerness: 'immediate' }] });
    sites.serve('rp.test', '/now', {
      body: `<!doctype html><title>now</title><script type="speculationrules">${rules}</script><a href="/later">on</a>`,
    });
    sites.serve('rp.test', '/later', {
      body: `<!doctype html><title>later</title><body>Later</body><script>
        const publicKey = { challenge: new Uint8Array(8), userVerification: 'discouraged' };
        navigator.credentials.get({ publicKey }).then(() => { document.title = 'signed in'; });
      </script>`,
    });
    await hidden.goto(`${sites.origin('rp.test')}/now`);
    if (latchkey.name === 'chromium')
      await until('the page to be made ready', async () =>
        sites.asked('rp.test', '/later').some((headers) => /prerender/.test(`${headers['sec-purpose']}`)),
      );
    await person.noPromptWithin(1500);
    await hidden.click('a');
    await person.approve();
    await until(
      'the sign-in',
      async () => (await hidden.evaluate(() => document.title, undefined)) === 'signed in',
    );
    await hidden.goto(url);
  });

  await hidden.evaluate(askOften, undefined);
  const prompt = await person.prompt();
  expect(await latchkey.count('popup/prompt.html')).toBe(1);
  await prompt.cancel();
  // The cancel is an answer to all of this tab's: none of them opens a prompt of its own.
  await prompt.gone();
  await person.noPromptWithin(1000);
  expect(await hidden.evaluate(() => (window as { ended?: Promise<string[]> }).ended, undefined)).toEqual([
    'NotAllowedError',
    'OperationError',
  ]);
});

/** A hundred calls of one document, and one of each of twenty frames. */
function askOften(): void {
  const frames = Array.from({ length: 20 }, () =>
    document.body.appendChild(document.createElement('iframe')),
  );
  const containers = frames.map((frame) => frame.contentWindow?.navigator.credentials);
  const here = Array.from({ length: 100 }, () => navigator.credentials);
  const publicKey = { challenge: new Uint8Array(8), userVerification: 'discouraged' } as const;
  const ended = [...here, ...containers].map((container) =>
    container?.get({ publicKey }).then(
      () => 'credential',
      (error) => error.name,
    ),
  );
  Object.assign(window, { ended: Promise.all(ended).then((names) => [...new Set(names)].sort()) });
}

test('locking the vault ends what it was asked', async ({ latchkey, person, sites }) => {
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  await startCreate(page);
  const prompt = await person.prompt();
  await person.lock();
  expect(await outcomeOf(page)).toMatchObject({ ok: false, name: 'NotAllowedError' });
  await prompt.gone();
});
