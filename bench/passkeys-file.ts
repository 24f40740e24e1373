import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** A file of another provider: CXF, ES256 keys, each with its prf secrets. */
export function cxfOf(count: number): string {
  const items = Array.from({ length: count }, (_, index) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const random = (length: number) => randomBytes(length).toString('base64url');
    const passkey = {
      type: 'passkey',
      credentialId: random(32),
      rpId: `site-${index % 2500}.example.com`,
      username: `person-${index}@example.org`,
      userDisplayName: `Person ${index}`,
      userHandle: random(32),
      key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
      fido2Extensions: {
        hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: random(32), credWithoutUV: random(32) },
      },
    };
    return { id: random(16), title: 'Site', credentials: [passkey] };
  });
  const account = { id: 'YQ', username: '', email: '', collections: [], items };
  const header = {
    version: { major: 1, minor: 0 },
    exporterRpId: 'bench.example',
    exporterDisplayName: 'Bench',
  };
  return JSON.stringify({ ...header, timestamp: 1_760_000_000, accounts: [account] });
}
