import type { Browser, Tab } from '../harness/browser';
import { outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { framePage } from '../harness/frame-page';
import { get, isRefused, openPrompts, RP, refused, rpWithPasskey, signsIn } from '../harness/frame-steps';
import { clientDataOf, frameIn } from '../harness/frames';
import type { Person } from '../harness/person';
import type { Sites } from '../harness/sites';

test('frames that inherit an origin act as it (D3): about:blank, srcdoc, blob:, after document.open()', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await rpWithPasskey(latchkey, person, sites);
  const top = frameIn(tab);
  const asRp = {
    origin: sites.origin(RP),
    crossOrigin: false,
  };
  await top.embed({ srcdoc: framePage });
  await top.embed({ blob: framePage });
  await top.embed({});
  // A document of about:blank is written into by the page around it.
  await tab.evaluate((html) => {
    const written = document.querySelectorAll('iframe')[2]?.contentDocument;
    written?.open();
    written?.write(html);
    written?.close();
  }, framePage);
  for (const [index, kind] of ['srcdoc', 'blob:', 'about:blank'].entries())
    await test.step(`D3: ${kind}`, async () => {
      expect(await signsIn(person, frameIn(tab, index))).toMatchObject(asRp);
    });

  await top.embed({ src: `${sites.origin(RP)}/frame` });
  await frameIn(tab, 3).rewrite(framePage);
  expect(await signsIn(person, frameIn(tab, 3))).toMatchObject(asRp);
});

test('frames without an origin are refused: sandbox (D1, D2), data: (D4); decided anew for each document (D51)', async ({
  latchkey,
  person,
  sites,
}) => {
  const src = `${sites.origin(RP)}/frame`;
  const tab = await rpWithPasskey(latchkey, person, sites);
  const top = frameIn(tab);
  const allow = 'publickey-credentials-get *; publickey-credentials-create *';

  await test.step('D1: sandbox without allow-same-origin', async () => {
    await top.embed({ src, sandbox: 'allow-scripts', allow });
    await isRefused(latchkey, frameIn(tab, 0));
    await frameIn(tab, 0).startCreate({ rpId: RP });
    expect(await frameIn(tab, 0).outcome()).toMatchObject(refused);
  });
  await test.step('D51: the frame that loses the attribute is another document once it is loaded anew', async () => {
    const setSandbox = (value: string | null) =>
      tab.evaluate((value) => {
        const frame = document.querySelector('iframe');
        if (value === null) frame?.removeAttribute('sandbox');
        else frame?.setAttribute('sandbox', value);
      }, value);
    await setSandbox(null);
    await isRefused(latchkey, frameIn(tab, 0));
    await reload(tab, 0);
    expect(await signsIn(person, frameIn(tab, 0))).toMatchObject({ origin: sites.origin(RP) });
    await setSandbox('allow-scripts');
    expect(await signsIn(person, frameIn(tab, 0))).toMatchObject({ origin: sites.origin(RP) });
    await reload(tab, 0);
    await isRefused(latchkey, frameIn(tab, 0));
  });
  await test.step('D51: sandbox with allow-same-origin has its origin', async () => {
    await top.embed({ src, sandbox: 'allow-scripts allow-same-origin' });
    expect(await signsIn(person, frameIn(tab, 1))).toMatchObject({
      origin: sites.origin(RP),
      crossOrigin: false,
    });
  });
  await test.step('D3: srcdoc and blob: within a sandbox have none', async () => {
    await frameIn(tab, 0).embed({ srcdoc: framePage });
    await isRefused(latchkey, frameIn(tab, 0, 0));
    await frameIn(tab, 0).embed({ blob: framePage });
    await isRefused(latchkey, frameIn(tab, 0, 1));
  });
  await test.step('D4: data:', async () => {
    await top.embed({ src: `data:text/html;charset=utf-8,${encodeURIComponent(framePage)}`, allow });
    await isRefused(latchkey, frameIn(tab, 2));
  });
  await test.step('D2: a top-level page under CSP sandbox', async () => {
    sites.serve(RP, '/boxed', {
      body: framePage,
      headers: { 'Content-Security-Policy': 'sandbox allow-scripts' },
    });
    await tab.goto(`${sites.origin(RP)}/boxed`);
    await isRefused(latchkey, frameIn(tab));
  });
  expect(await person.list()).toHaveLength(1);
});

/** Loads the n-th frame of the page anew. */
async function reload(tab: Tab, index: number): Promise<void> {
  const loaded = tab.evaluate(
    (index) =>
      new Promise<void>((resolve) =>
        document.querySelectorAll('iframe')[index]?.addEventListener('load', () => resolve(), { once: true }),
      ),
    index,
  );
  await frameIn(tab, index).reload();
  await loaded;
}

/** A page of another origin, with a passkey for rp.test in the vault; frames of that are to be put in it. */
async function aroundRp(latchkey: Browser, person: Person, sites: Sites) {
  await rpWithPasskey(latchkey, person, sites).then((tab) => tab.close());
  const tab = await latchkey.open(`${sites.origin('other.test')}/frame`);
  const foreign = { origin: sites.origin(RP), crossOrigin: true, topOrigin: sites.origin('other.test') };
  return { tab, top: frameIn(tab), src: `${sites.origin(RP)}/frame`, foreign };
}

test('frames of another origin: get() where the policy lets them (D6), ancestors, top origin (D5)', async ({
  latchkey,
  person,
  sites,
}) => {
  const { tab, top, src, foreign } = await aroundRp(latchkey, person, sites);

  await test.step('D6: without the policy, or with another, it is refused', async () => {
    await top.embed({ src });
    await isRefused(latchkey, frameIn(tab, 0));
    await top.embed({ src, allow: 'publickey-credentials-create' });
    await isRefused(latchkey, frameIn(tab, 1));
    await top.embed({ src, allow: `publickey-credentials-get ${sites.origin('other.test')}` });
    await isRefused(latchkey, frameIn(tab, 2));
  });
  await test.step('D6: an attribute that comes later is for the document that is loaded next', async () => {
    await tab.evaluate(
      () => document.querySelector('iframe')?.setAttribute('allow', 'publickey-credentials-get'),
      undefined,
    );
    await isRefused(latchkey, frameIn(tab, 0));
  });
  await test.step('D6: get() with the policy says where it is', async () => {
    await top.embed({ src, allow: `publickey-credentials-get ${sites.origin(RP)}` });
    expect(await signsIn(person, frameIn(tab, 3))).toMatchObject(foreign);
  });
  await test.step('the frame’s RP ID is its own origin’s, never the top page’s', async () => {
    await frameIn(tab, 3).startGet({ rpId: 'other.test' });
    expect(await frameIn(tab, 3).outcome()).toMatchObject({ ok: false, name: 'SecurityError' });
  });
  await test.step('D3: srcdoc and blob: of the foreign frame are the foreign frame’s', async () => {
    await frameIn(tab, 3).embed({ srcdoc: framePage, allow: 'publickey-credentials-get' });
    await frameIn(tab, 3, 0).startGet(get);
    await (await person.prompt()).cancel();
    expect(await frameIn(tab, 3, 0).outcome()).toMatchObject({ ok: false, name: 'NotAllowedError' });
  });
  await test.step('a frame within it has no more than it', async () => {
    await frameIn(tab, 0).embed({ src, allow: 'publickey-credentials-get *' });
    await isRefused(latchkey, frameIn(tab, 0, 0));
  });
});

/** The person presses a key in the page's first frame. */
async function activateFrame(tab: Tab): Promise<void> {
  await tab.evaluate(() => document.querySelector('iframe')?.focus(), undefined);
  await tab.press('a');
}

test('create() in frames of another origin: policy (D7) and activation', async ({
  latchkey,
  person,
  sites,
}) => {
  const { tab, top, src, foreign } = await aroundRp(latchkey, person, sites);
  const create = { rpId: RP, userId: 'dXNlci0y', verification: 'discouraged' } as const;

  await test.step('D7: without the policy it is refused', async () => {
    await top.embed({ src, allow: 'publickey-credentials-get' });
    await activateFrame(tab);
    await frameIn(tab, 0).startCreate(create);
    expect(await frameIn(tab, 0).outcome()).toMatchObject({ ok: false, name: 'NotAllowedError' });
    await tab.evaluate(() => document.querySelector('iframe')?.remove(), undefined);
  });
  await test.step('it needs an activation', async () => {
    await top.embed({ src, allow: 'publickey-credentials-create' });
    await frameIn(tab, 0).startCreate(create);
    expect(await frameIn(tab, 0).outcome()).toMatchObject({ ok: false, name: 'NotAllowedError' });
    expect(await openPrompts(latchkey)).toBe(0);
    await activateFrame(tab);
    await frameIn(tab, 0).startCreate(create);
    const prompt = await person.prompt();
    expect(await prompt.origin()).toBe(sites.origin(RP));
    await person.approve();
    expect(clientDataOf(await frameIn(tab, 0).outcome())).toMatchObject(foreign);
    await prompt.gone();
  });
});

test('inner A of A in B in A is cross-origin (D5)', async ({ latchkey, person, sites }) => {
  const tab = await rpWithPasskey(latchkey, person, sites);
  const allow = 'publickey-credentials-get *';
  await frameIn(tab).embed({ src: `${sites.origin('other.test')}/frame`, allow });
  await frameIn(tab, 0).embed({ src: `${sites.origin(RP)}/frame`, allow });
  expect(await signsIn(person, frameIn(tab, 0, 0))).toMatchObject({
    origin: sites.origin(RP),
    crossOrigin: true,
    topOrigin: sites.origin(RP),
  });
});

test('no insecure page has the interface, but localhost has (D15)', async ({
  latchkey,
  person,
  sites,
  demo,
}) => {
  const tab = await rpWithPasskey(latchkey, person, sites);
  for (const host of [RP, `localhost.${RP}`]) {
    await tab.goto(`${sites.insecureOrigin(host)}/frame`);
    await isRefused(latchkey, frameIn(tab));
  }
  await tab.goto(demo.url);
  await startCreate(tab, { rpId: 'localhost', verification: 'discouraged' });
  await person.approve();
  expect(clientDataOf(await outcomeOf(tab)).origin).toBe(new URL(demo.url).origin);
});

test('create() in frames of another origin is left to the browser where it does not tell their policy (D7)', async ({
  latchkey,
  person,
  sites,
}) => {
  const { tab, top, src, foreign } = await aroundRp(latchkey, person, sites);
  const native = await latchkey.addNativeAuthenticator(tab);
  const create = { rpId: RP, userId: 'dXNlci0y' } as const;
  await top.embed({ src });
  await activateFrame(tab);
  await frameIn(tab, 0).startCreate(create);
  expect(await frameIn(tab, 0).outcome()).toMatchObject({ ok: false, name: 'NotAllowedError' });
  await tab.evaluate(() => document.querySelector('iframe')?.remove(), undefined);

  await top.embed({ src, allow: 'publickey-credentials-create' });
  await activateFrame(tab);
  await frameIn(tab, 0).startCreate(create);
  const { origin, crossOrigin } = foreign;
  expect(clientDataOf(await frameIn(tab, 0).outcome())).toMatchObject({ origin, crossOrigin });
  expect(await native.credentials()).toBe(1);
  expect(await openPrompts(latchkey)).toBe(0);
});

test('two frames at once: answers never cross, and one that gives up leaves the other (D25)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await rpWithPasskey(latchkey, person, sites);
  const frames = [0, 1].map((index) => frameIn(tab, index));
  const challenges = ['Zmlyc3QtZmlyc3QtZmlyc3Q', 'c2Vjb25kLXNlY29uZC1zZWM'];
  const ask = (index: number) => frames[index]?.startGet({ ...get, challenge: challenges[index] ?? '' });
  for (const _ of frames) await frameIn(tab).embed({ src: `${sites.origin(RP)}/frame` });

  const approve = async () => {
    const prompt = await person.prompt();
    await person.approve();
    await prompt.gone();
  };
  await Promise.all([ask(0), ask(1)]);
  await approve();
  const first = await Promise.race(
    frames.map(async (frame, index) => ({ index, data: clientDataOf(await frame.outcome()) })),
  );
  expect(first.data.challenge).toBe(challenges[first.index]);
  await approve();
  for (const [index, frame] of frames.entries())
    expect(clientDataOf(await frame.outcome()).challenge).toBe(challenges[index]);

  await ask(0);
  const prompt = await person.prompt();
  await ask(1);
  await frames[0]?.abort();
  expect(await frames[0]?.outcome()).toMatchObject({ ok: false, name: 'AbortError' });
  await prompt.gone();
  await person.approve();
  expect(clientDataOf((await frames[1]?.outcome()) as never).challenge).toBe(challenges[1]);
});

test('a frame of the page’s own origin that may not ask is refused, until one is loaded without that (D6, D51)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await rpWithPasskey(latchkey, person, sites);
  const src = `${sites.origin(RP)}/frame`;
  await frameIn(tab).embed({ src, allow: "publickey-credentials-get 'none'" });
  await frameIn(tab, 0).embed({ srcdoc: framePage, allow: 'publickey-credentials-get *' });
  const denied = [frameIn(tab, 0), frameIn(tab, 0, 0)];
  for (const frame of denied) await isRefused(latchkey, frame);

  // What holds is settled when a frame is loaded.
  await tab.evaluate(() => document.querySelector('iframe')?.removeAttribute('allow'), undefined);
  for (const frame of denied) await isRefused(latchkey, frame);
  await frameIn(tab).embed({ src });
  expect(await signsIn(person, frameIn(tab, 1))).toMatchObject({
    origin: sites.origin(RP),
    crossOrigin: false,
  });
});
