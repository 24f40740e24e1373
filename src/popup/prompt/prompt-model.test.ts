import { expect, test } from 'vitest';
import type {
  ConfirmResult,
  PromptAccount,
  PromptView,
  SurfaceRequest,
  SurfaceResults,
} from '../../messages/surface-background';
import type { RequestOf } from '../ask';
import { type PromptModel, type PromptPorts, promptModel } from './prompt-model';

const pin = { attemptsLeft: 8, waitUntil: null };
const account = (id: string): PromptAccount => ({
  ...{ id, userName: id, userDisplayName: '', displayName: '', createdAt: 0, lastUsedAt: null },
});
const locked: PromptView = {
  ...{
    id: 'c1',
    ceremony: 'get',
    rpId: 'a.test',
    rpName: '',
    origin: 'https://a.test',
    topOrigin: null,
    isPrivate: false,
    registrableDomain: 'a.test',
  },
  ...{
    userName: '',
    userDisplayName: '',
    vault: 'locked',
    pin,
    ways: { pin: 'device', recoveryKey: false, platform: [] },
    needsPin: true,
    accounts: null,
    replaces: null,
  },
};
const open: PromptView = { ...locked, vault: 'unlocked', needsPin: false, accounts: [account('one')] };

/** A background that answers each confirm with the next result, and remembers what it was asked. */
function start(
  view: PromptView,
  results: readonly (ConfirmResult | Error)[] = [],
  change: Partial<PromptPorts> = {},
) {
  const asked: SurfaceRequest[] = [];
  const left: true[] = [];
  const answers = [...results];
  let current: PromptView | null = view;
  async function ask<Type extends keyof SurfaceResults>(
    request: RequestOf<Type>,
  ): Promise<SurfaceResults[Type]> {
    asked.push(request);
    const answer = request.type === 'prompt-confirm' ? answers.shift() : null;
    if (answer instanceof Error) throw answer;
    return (request.type === 'prompt-view' ? current : answer) as SurfaceResults[Type];
  }
  const model = promptModel(view, {
    ask,
    leave: () => left.push(true),
    failureText: (error) => String(error),
    askPlatform: async () => ({ result: 'cancelled' }),
    isFleeting: false,
    platformText: (trouble) => trouble,
    ...change,
  });
  return { model, asked, left, become: (next: PromptView | null) => (current = next) };
}

async function confirmWith(model: PromptModel, typed: string): Promise<void> {
  model.typePin(typed);
  await model.confirm();
}

test('one account in an open vault is confirmed as it stands', async () => {
  const { model, asked, left } = start(open, [{ result: 'ok' }]);
  await model.confirm();
  expect(asked).toEqual([{ type: 'prompt-confirm', ceremony: 'c1', proof: null, account: 'one' }]);
  expect(model.busy.value).toBe(true);
  model.end('signed-in');
  expect(model.stage.value).toBe('signed-in');
  expect(left).toEqual([]);
});

test('a second confirm while the first is on its way is none', async () => {
  const { model, asked } = start(open, [{ result: 'ok' }, { result: 'ok' }]);
  await Promise.all([model.confirm(), model.confirm()]);
  await model.confirm();
  expect(asked).toHaveLength(1);
});

test('without a PIN nothing is sent', async () => {
  const { model, asked } = start(locked);
  await model.confirm();
  expect(asked).toEqual([]);
  expect(model.pinMissing.value).toBe(true);
  model.typePin('7');
  expect(model.pinMissing.value).toBe(false);
});

test('a wrong PIN is forgotten, told, and may be tried again', async () => {
  const after = { attemptsLeft: 7, waitUntil: null };
  const { model } = start(locked, [{ result: 'wrong-pin', pin: after }, { result: 'ok' }]);
  await confirmWith(model, 'wrong!');
  expect(model.pin.value).toBe('');
  expect(model.trouble.value).toMatchObject({ wrong: true, attemptsLeft: 7, blocked: false });
  expect(model.busy.value).toBe(false);
  await confirmWith(model, 'right!');
  expect(model.busy.value).toBe(true);
});

const byFinger = { by: 'platform', slot: 's1', prf: 'A'.repeat(43) } as const;

test('face or finger confirms in place of the PIN', async () => {
  const ways: PromptView['ways']['platform'][] = [];
  const askPlatform: PromptPorts['askPlatform'] = async (asked) => {
    ways.push(asked);
    return { result: 'ok', proof: byFinger };
  };
  const { model, asked } = start(locked, [{ result: 'ok' }], { askPlatform });
  await Promise.all([model.verifyPlatform(), model.verifyPlatform()]);
  expect(ways).toEqual([locked.ways.platform]);
  expect(asked).toEqual([{ type: 'prompt-confirm', ceremony: 'c1', proof: byFinger, account: null }]);
  expect(model.busy.value).toBe(true);
});

test('face or finger that is refused leaves the PIN', async () => {
  const { model, asked } = start(locked, [{ result: 'ok' }]);
  await model.verifyPlatform();
  expect(asked).toEqual([]);
  expect(model.failure.value).toBe('cancelled');
  expect(model.busy.value).toBe(false);
  await confirmWith(model, 'right!');
  expect(asked).toHaveLength(1);
});

test('the toolbar popup asks for neither, but hands over to a window', async () => {
  const { model, asked, left } = start(locked, [], {
    isFleeting: true,
    askPlatform: () => Promise.reject(new Error('asked here')),
  });
  await model.verifyPlatform();
  expect(asked).toEqual([{ type: 'prompt-to-window', ceremony: 'c1' }]);
  expect(left).toHaveLength(1);
});

test('a blocked PIN takes no further try', async () => {
  const { model, asked } = start(locked, [{ result: 'blocked', pin: { attemptsLeft: 0, waitUntil: null } }]);
  await confirmWith(model, 'wrong!');
  await confirmWith(model, 'again!');
  expect(asked).toHaveLength(1);
  expect(model.trouble.value.blocked).toBe(true);
});

test('several accounts behind the lock are offered once it is open, the first one chosen', async () => {
  const view = { ...open, accounts: [account('one'), account('two')] };
  const { model, asked } = start(locked, [{ result: 'look-again', view }, { result: 'ok' }]);
  await confirmWith(model, 'right!');
  expect(model.view.value.accounts).toHaveLength(2);
  expect(model.account.value).toBe('one');
  expect(model.busy.value).toBe(false);
  model.choose('two');
  await model.confirm();
  expect(asked.at(-1)).toEqual({ type: 'prompt-confirm', ceremony: 'c1', proof: null, account: 'two' });
});

test('an account that was chosen stays chosen when the view comes anew', async () => {
  const { model, become } = start({ ...open, accounts: [account('one'), account('two')] });
  model.choose('two');
  become({ ...open, accounts: [account('three'), account('two')] });
  await model.refresh();
  expect(model.account.value).toBe('two');
});

test('a vault that locked meanwhile asks for the PIN instead of calling none a wrong one', async () => {
  const { model, become } = start(open, [{ result: 'wrong-pin', pin }]);
  become(locked);
  await model.confirm();
  expect(model.view.value.needsPin).toBe(true);
  expect(model.trouble.value.wrong).toBe(false);
});

test('nothing fits: the way to another device stays', async () => {
  const { model, asked, left } = start(locked, [{ result: 'nothing' }]);
  await confirmWith(model, 'right!');
  expect(model.stage.value).toBe('nothing');
  await model.useOther();
  expect(asked.at(-1)).toEqual({ type: 'prompt-use-other', ceremony: 'c1' });
  expect(left).toHaveLength(1);
});

test('cancel tells the background before the surface leaves; after a confirm it does nothing', async () => {
  const first = start(open);
  await first.model.cancel();
  expect(first.asked).toEqual([{ type: 'prompt-cancel', ceremony: 'c1' }]);
  expect(first.left).toHaveLength(1);

  const second = start(open, [{ result: 'ok' }]);
  await second.model.confirm();
  await second.model.cancel();
  expect(second.asked).toHaveLength(1);
  expect(second.left).toEqual([]);
});

test('a ceremony that is gone ends the prompt, unless it was confirmed and its end is on the way', async () => {
  const first = start(open);
  first.become(null);
  await first.model.refresh();
  expect(first.model.stage.value).toBe('gone');

  const second = start(open, [{ result: 'ok' }]);
  await second.model.confirm();
  second.become(null);
  await second.model.refresh();
  expect(second.model.stage.value).toBe('asking');
  second.model.end('signed-in');
  expect(second.model.stage.value).toBe('signed-in');
});

test('after a confirm whose end was lost the prompt leaves without a claim', async () => {
  const { model, left } = start(open, [{ result: 'ok' }]);
  await model.confirm();
  model.end('gone');
  expect(model.stage.value).toBe('asking');
  expect(left).toHaveLength(1);
});

test('an ending is final', () => {
  const { model } = start(open);
  model.end('timeout');
  model.end('signed-in');
  expect(model.stage.value).toBe('timeout');
});

test('an answer that did not come is told, and the prompt stays', async () => {
  const { model } = start(open, [new Error('unreachable'), { result: 'ok' }]);
  await model.confirm();
  expect(model.failure.value).toContain('unreachable');
  expect(model.busy.value).toBe(false);
  await model.confirm();
  expect(model.failure.value).toBe('');
});
