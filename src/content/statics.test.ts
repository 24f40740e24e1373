import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capabilities, StaticOutcome } from '../messages/page-bridge';
import type { Channel } from './channel';
import { replaceCapabilities } from './statics';

const NATIVE: StaticOutcome = { kind: 'native' };

type Statics = {
  getClientCapabilities(): Promise<Capabilities>;
  isUserVerifyingPlatformAuthenticatorAvailable(): Promise<boolean>;
  isConditionalMediationAvailable(): Promise<boolean>;
};

/** The static methods of a browser that can do `theirs`, beside a Latchkey that answers with `outcome`. */
function methods(theirs: Capabilities, outcome: StaticOutcome): Statics & { readonly asked: string[] } {
  const asked: string[] = [];
  const native = (name: string) => async () => {
    asked.push(name);
    return theirs[name] === true;
  };
  const statics = {
    asked,
    getClientCapabilities: async () => theirs,
    isUserVerifyingPlatformAuthenticatorAvailable: native('userVerifyingPlatformAuthenticator'),
    isConditionalMediationAvailable: native('conditionalGet'),
  };
  vi.stubGlobal('PublicKeyCredential', statics);
  const channel: Channel = {
    ask(question, settle) {
      expect(question).toEqual({ type: 'capabilities' });
      settle(outcome);
      return () => {};
    },
  };
  replaceCapabilities(channel);
  return statics;
}

const ours = (capabilities: Capabilities): StaticOutcome => ({ kind: 'capabilities', capabilities });

afterEach(() => vi.unstubAllGlobals());

describe('capabilities (§sctn-getClientCapabilities)', () => {
  it('what either can do, can be done; what neither knows is not disclosed', async () => {
    const theirs = { conditionalGet: false, hybridTransport: true, relatedOrigins: false };
    const all = methods(theirs, ours({ conditionalGet: true, signalUnknownCredential: true }));
    expect(await all.getClientCapabilities()).toEqual({
      conditionalGet: true,
      hybridTransport: true,
      relatedOrigins: false,
      signalUnknownCredential: true,
    });
  });

  it('keys are in lexicographic order, extensions among them', async () => {
    const theirs = {
      userVerifyingPlatformAuthenticator: true,
      hybridTransport: true,
      conditionalCreate: false,
    };
    const mine = ours({ 'extension:prf': true, 'extension:appid': true, conditionalGet: true });
    expect(Object.keys(await methods(theirs, mine).getClientCapabilities())).toEqual([
      ...['conditionalCreate', 'conditionalGet', 'extension:appid', 'extension:prf'],
      ...['hybridTransport', 'userVerifyingPlatformAuthenticator'],
    ]);
  });

  it('where Latchkey has nothing to say, the answer is the browser’s', async () => {
    const theirs = { hybridTransport: true };
    expect(await methods(theirs, NATIVE).getClientCapabilities()).toBe(theirs);
  });
});

describe.each([
  ['isUserVerifyingPlatformAuthenticatorAvailable', 'userVerifyingPlatformAuthenticator'],
  ['isConditionalMediationAvailable', 'conditionalGet'],
] as const)('capabilities: %s agrees with them', (method, capability) => {
  it('true by Latchkey, without a question to the browser', async () => {
    const all = methods({}, ours({ [capability]: true }));
    expect(await all[method]()).toBe(true);
    expect(all.asked).toEqual([]);
  });

  it.each([ours({}), ours({ [capability]: false }), NATIVE])(
    'else as the browser says: %j',
    async (outcome) => {
      for (const has of [true, false]) {
        const all = methods({ [capability]: has }, outcome);
        expect(await all[method]()).toBe(has);
        expect(all.asked).toEqual([capability]);
      }
    },
  );
});

describe('capabilities on a page that adds to Object.prototype (D21)', () => {
  beforeEach(() => void Object.assign(Object.prototype, { conditionalGet: true }));
  afterEach(() => void Reflect.deleteProperty(Object.prototype, 'conditionalGet'));

  it('are not what the page added', async () => {
    const all = methods({ hybridTransport: true }, ours({}));
    expect(Object.entries(await all.getClientCapabilities())).toEqual([['hybridTransport', true]]);
  });
});
