import type { Tab } from '../harness/browser';
import { type Outcome, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';
import { type Ceremonies, type Expected, SERVERS } from '../harness/servers';

/** COSE identifiers by name. */
const ALGORITHMS = {
  'of most servers': { ES256: -7, EdDSA: -8, RS256: -257, ES384: -35, ES512: -36, PS256: -37 },
  'by OpenSSL and WebCrypto': {
    ...{ ES256K: -47, Ed448: -53, ESP256: -9, ESP384: -51, ESP512: -52, Ed25519: -19 },
    ...{ 'ML-DSA-44': -48, 'ML-DSA-65': -49, 'ML-DSA-87': -50 },
  },
};

for (const [group, algorithms] of Object.entries(ALGORITHMS))
  test(`algorithms before independent servers, ${group}: registration and assertion verify`, async ({
    latchkey,
    person,
    sites,
  }) => {
    test.setTimeout(180_000);
    const tab = await latchkey.open(`${sites.origin('login.rp.test')}/empty`);
    const verified: Record<string, string[]> = {};
    for (const [name, algorithm] of Object.entries(algorithms)) {
      // The first with the PIN, the others by presence alone.
      const userVerified = name === 'ES256';
      const verification = userVerified ? 'required' : 'discouraged';
      const shared = {
        rpId: 'rp.test',
        challenge: Buffer.from(name).toString('base64url'),
        verification,
      } as const;
      await startCreate(tab, {
        ...shared,
        userId: Buffer.from(name).toString('base64url'),
        userName: name,
        algorithms: [algorithm],
      });
      await person.approve(PIN);
      const registration = responseOf(await outcomeOf(tab)) as Ceremonies['registration'];
      expect(registration.response.publicKeyAlgorithm, name).toBe(algorithm);
      await startGet(tab, { ...shared, allow: [registration.id] });
      await person.approve(PIN);
      const assertion = responseOf(await outcomeOf(tab)) as Ceremonies['assertion'];

      const expected: Expected = { ...shared, origin: sites.origin('login.rp.test'), userVerified };
      const content: string[] = [];
      for (const server of SERVERS.filter(({ algorithms }) => algorithms.includes(algorithm))) {
        await server.verify({ registration, assertion }, expected);
        // A server that is content with anything proves nothing.
        const bent = { ...assertion, response: { ...assertion.response, signature: bend(assertion) } };
        await expect(
          server.verify({ registration, assertion: bent }, expected),
          server.name,
        ).rejects.toThrow();
        content.push(server.name);
      }
      if (name.startsWith('ML-DSA')) {
        const told = await verifyMlDsa(tab, name, { registration, assertion });
        if (latchkey.name === 'chromium') expect(told, name).toBe('verified');
        content.push(told);
      }
      verified[name] = content;
    }
    console.log(verified);
    expect(Object.values(verified).every((servers) => servers.length > 0)).toBe(true);
  });

function responseOf(outcome: Outcome) {
  if (!outcome.ok) throw new Error(`${outcome.name}: ${outcome.message}`);
  return outcome.response;
}

/** The signature with one bit of its last byte turned. */
function bend({ response }: Ceremonies['assertion']): string {
  const bytes = Buffer.from(response.signature, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** By the browser's own WebCrypto, which shares no code with Latchkey. */
function verifyMlDsa(tab: Tab, name: string, { registration, assertion }: Ceremonies): Promise<string> {
  const { publicKey = '' } = registration.response;
  return tab.evaluate(
    async ({ name, publicKey, assertion }) => {
      const bytes = (text: string) =>
        Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
          character.charCodeAt(0),
        );
      const { authenticatorData, clientDataJSON, signature } = assertion.response;
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(clientDataJSON)));
      const signed = new Uint8Array([...bytes(authenticatorData), ...hash]);
      try {
        const key = await crypto.subtle.importKey('spki', bytes(publicKey), name, false, ['verify']);
        const right = await crypto.subtle.verify(name, key, bytes(signature), signed);
        signed[0] = (signed[0] ?? 0) ^ 1;
        const wrong = await crypto.subtle.verify(name, key, bytes(signature), signed);
        return right && !wrong ? 'verified' : 'refused';
      } catch (error) {
        return (error as Error).name;
      }
    },
    { name, publicKey, assertion },
  );
}
