/**
 * A self-signed certificate made at run time, so that no private key lies in the repository. Just enough DER
 * (X.690) and X.509 (RFC 5280) for one key, one validity and a list of names.
 */
import { createHash, generateKeyPairSync, randomInt, sign } from 'node:crypto';

export type Certificate = {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** base64 of the SHA-256 of the public key's SPKI, as browsers pin it. */
  readonly pin: string;
};

const DAY = 24 * 60 * 60 * 1000;

function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(4, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 + length.length]), length, body]);
}

const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts);
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const utcTime = (time: number) => {
  const digits = new Date(time).toISOString().replace(/[-:T]|\..*/g, '');
  return tlv(0x17, Buffer.from(`${digits.slice(2)}Z`));
};
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = oid('550403');
const SUBJECT_ALT_NAME = oid('551d11');

/** For exactly these host names; a leading `*.` stands for one label. Valid for so many days from now. */
export function makeCertificate(hosts: readonly string[], days = 30): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(tlv(0x31, sequence(COMMON_NAME, tlv(0x0c, Buffer.from('Latchkey e2e')))));
  const names = sequence(...hosts.map((host) => tlv(0x82, Buffer.from(host))));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    // Firefox refuses a second certificate with the issuer and serial number of another.
    tlv(0x02, Buffer.from([1 + randomInt(127), randomInt(256), randomInt(256), randomInt(256)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(Date.now() - 40 * DAY), utcTime(Date.now() + days * DAY)),
    name,
    spki,
    tlv(0xa3, sequence(sequence(SUBJECT_ALT_NAME, tlv(0x04, names)))),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const cert = sequence(body, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    pin: createHash('sha256').update(spki).digest('base64'),
  };
}
