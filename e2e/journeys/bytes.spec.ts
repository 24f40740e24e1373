import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { expect, test } from '../harness/fixtures';

/** What the page keeps between asking and looking at what it received. */
type Made = { readonly made?: Promise<PublicKeyCredential> };

/** Runs in the page: a ceremony whose bytes come in the wrapping that `form` says, the same bytes in each. */
function ask({ form, id }: { readonly form: string; readonly id: string | null }): void {
  const bytes = (text: string): BufferSource => {
    const plain = new TextEncoder().encode(text);
    const around = new Uint8Array(plain.length + 7);
    around.set(plain, 3);
    if (form === 'a view with an offset') return around.subarray(3, 3 + plain.length);
    if (form === 'a DataView with an offset') return new DataView(around.buffer, 3, plain.length);
    if (form === 'a buffer of another frame') {
      const frame = document.querySelector('iframe')?.contentWindow;
      if (!frame) throw new Error('no frame');
      const { Uint8Array: Foreign } = frame as unknown as typeof globalThis;
      return Foreign.from(plain).buffer;
    }
    return plain.buffer;
  };
  if (form === 'a buffer of another frame') document.body.append(document.createElement('iframe'));
  const challenge = bytes('challenge of the site');
  const raw = id && Uint8Array.from(atob(id.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const publicKey = {
    challenge,
    rp: { id: 'rp.test', name: 'Harbour' },
    user: { id: bytes(`user ${form}`), name: form, displayName: form },
    pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
    authenticatorSelection: { userVerification: 'discouraged' as const },
  };
  const allowCredentials = raw ? [{ type: 'public-key' as const, id: raw.buffer }] : [];
  const asked = raw
    ? navigator.credentials.get({
        publicKey: { challenge, rpId: 'rp.test', allowCredentials, userVerification: 'discouraged' },
      })
    : navigator.credentials.create({ publicKey });
  Object.assign(window, { made: asked });
}

/** Runs in the page: what it received, seen with its own constructors. */
async function look() {
  const made = await (window as Made).made;
  if (!made) throw new Error('nothing was asked for');
  const response = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const buffers: unknown[] = [made.rawId, response.clientDataJSON];
  const registers = made.response instanceof AuthenticatorAttestationResponse;
  if (registers)
    buffers.push(response.attestationObject, response.getAuthenticatorData(), response.getPublicKey());
  else buffers.push(response.authenticatorData, response.signature, response.userHandle);
  const json = made.toJSON();
  return {
    json,
    isCredential: made instanceof PublicKeyCredential && made instanceof Credential,
    isPlain: Object.getPrototypeOf(json) === Object.prototype,
    buffers: buffers.map((buffer) => buffer instanceof ArrayBuffer && new Uint8Array(buffer).length > 0),
    stringified: JSON.stringify(made) === JSON.stringify(json),
    id: made.id === json.id,
    outputs: Object.getPrototypeOf(made.getClientExtensionResults()) === Object.prototype,
    userHandle: !registers && response.userHandle ? new TextDecoder().decode(response.userHandle) : null,
  };
}

const right = {
  isCredential: true,
  isPlain: true,
  stringified: true,
  id: true,
  outputs: true,
};

test('bytes of every kind arrive as they are, and what comes back is the page’s own, under a strict policy', async ({
  latchkey,
  person,
  sites,
}) => {
  sites.serve('rp.test', '/strict', {
    body: '<!doctype html><html lang="en"><title>strict</title><body><p>Nothing may run here</p></body></html>',
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'none'; frame-src 'self'; require-trusted-types-for 'script'",
    },
  });
  const tab = await latchkey.open(`${sites.origin('rp.test')}/strict`);
  const expected = {
    expectedChallenge: Buffer.from('challenge of the site').toString('base64url'),
    expectedOrigin: sites.origin('rp.test'),
    expectedRPID: 'rp.test',
    requireUserVerification: false,
  };
  const forms = [
    'a buffer',
    'a view with an offset',
    'a DataView with an offset',
    'a buffer of another frame',
  ];
  for (const form of forms)
    await test.step(form, async () => {
      await tab.evaluate(ask, { form, id: null });
      await person.approve();
      const { json: registration, ...created } = await tab.evaluate(look, undefined);
      expect(created).toMatchObject({ ...right, buffers: [true, true, true, true, true] });
      const { registrationInfo } = await verifyRegistrationResponse({
        ...expected,
        response: registration as never,
      });
      if (!registrationInfo) throw new Error('the server did not verify the registration');

      await tab.evaluate(ask, { form, id: registrationInfo.credential.id });
      await person.approve();
      const { json: assertion, ...got } = await tab.evaluate(look, undefined);
      expect(got).toMatchObject({
        ...right,
        buffers: [true, true, true, true, true],
        userHandle: `user ${form}`,
      });
      const { verified } = await verifyAuthenticationResponse({
        ...expected,
        response: assertion as never,
        credential: registrationInfo.credential,
      });
      expect(verified).toBe(true);
    });
});
