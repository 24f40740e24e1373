import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { utf8 } from '../../core/bytes';

type Credentials = { readonly user: string; readonly password: string };

/** What a server asked for; the strongest that we know of what it offered. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'digest';
      readonly realm: string;
      readonly nonce: string;
      readonly opaque: string | null;
      readonly algorithm: 'MD5' | 'SHA-256';
      readonly qop: boolean;
    };

/** Reads WWW-Authenticate (RFC 9110 §11.6.1); null for nothing that we know. */
export function readChallenge(header: string | null): Challenge | null {
  // Several challenges stand in one header, separated like their parameters: each begins with a scheme.
  const starts = [...(header ?? '').matchAll(/(?:^|,)\s*(basic|digest|bearer|negotiate|ntlm)\b/gi)];
  const challenges = starts.flatMap((start, at): Challenge[] => {
    const text = (header ?? '').slice(start.index, starts[at + 1]?.index);
    const scheme = start[1]?.toLowerCase();
    if (scheme === 'basic') return [{ scheme }];
    return scheme === 'digest' ? digestOf(text) : [];
  });
  const strength = (one: Challenge) => (one.scheme === 'basic' ? 0 : one.algorithm === 'MD5' ? 1 : 2);
  return challenges.sort((a, b) => strength(b) - strength(a))[0] ?? null;
}

function digestOf(text: string): Challenge[] {
  const value = (name: string) => {
    const found = new RegExp(`[\\s,]${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(text);
    return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2] ?? null;
  };
  const algorithm = (value('algorithm') ?? 'MD5').toUpperCase();
  const [realm, nonce, qops] = [value('realm'), value('nonce'), value('qop')];
  if (realm === null || nonce === null || (algorithm !== 'MD5' && algorithm !== 'SHA-256')) return [];
  const qop = qops?.split(',').some((one) => one.trim().toLowerCase() === 'auth') ?? false;
  if (qops !== null && !qop) return [];
  return [{ scheme: 'digest', realm, nonce, opaque: value('opaque'), algorithm, qop }];
}

export type DigestUse = {
  readonly method: string;
  /** Path and query, as the request line has them. */
  readonly uri: string;
  /** How often this nonce has been used, this time included. */
  readonly count: number;
  readonly cnonce: string;
};

/** The Authorization header (RFC 7617, RFC 7616). */
export function authorization(challenge: Challenge, { user, password }: Credentials, use: DigestUse): string {
  if (challenge.scheme === 'basic') return `Basic ${base64.encode(utf8(`${user}:${password}`))}`;
  const { realm, nonce, opaque, algorithm, qop } = challenge;
  const hash = (text: string) => bytesToHex((algorithm === 'MD5' ? md5 : sha256)(utf8(text)));
  const nc = use.count.toString(16).padStart(8, '0');
  const a1 = hash(`${user}:${realm}:${password}`);
  const a2 = hash(`${use.method}:${use.uri}`);
  const response = qop
    ? hash([a1, nonce, nc, use.cnonce, 'auth', a2].join(':'))
    : hash([a1, nonce, a2].join(':'));
  const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  const parts = [
    `username=${quoted(user)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, uri=${quoted(use.uri)}`,
    `algorithm=${algorithm}, response="${response}"`,
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
    ...(qop ? [`qop=auth, nc=${nc}, cnonce="${use.cnonce}"`] : []),
  ];
  return `Digest ${parts.join(', ')}`;
}
