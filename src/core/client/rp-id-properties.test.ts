import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determineRpId } from './rp-id';

/** Written down by hand, so that they do not come from the library under the rule. */
const suffixes = [
  ...['com', 'org', 'de', 'co.uk', 'ac.jp', 'test', 'localhost', 'xn--p1ai', 'xn--55qx5d.cn'],
  ...['github.io', 'appspot.com', 'blogspot.com', 's3.amazonaws.com', 'vercel.app', 'pages.dev'],
];

const suffix = fc.constantFrom(...suffixes);
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const labels = fc.array(label, { minLength: 1, maxLength: 4 });
const domain = fc.tuple(labels, suffix).map(([own, end]) => [...own, end].join('.'));

/** Labels of which no rule of the list can be made: `r` would do for *.r.appspot.com, which is one. */
const ownLabels = fc.array(fc.stringMatching(/^zq[a-z0-9]{0,5}$/), { minLength: 1, maxLength: 4 });
const ownDomain = fc.tuple(ownLabels, suffix).map(([own, end]) => [...own, end].join('.'));

const allows = (host: string, rpId: string) => determineRpId(`https://${host}`, rpId).allowed;

describe('RP ID rule', () => {
  test('accepts each domain for itself and for what is below it', () => {
    fc.assert(
      fc.property(ownDomain, ownLabels, (rpId, below) => {
        expect(determineRpId(`https://${rpId}`, rpId)).toEqual({ allowed: true, rpId });
        expect(determineRpId(`https://${[...below, rpId].join('.')}`, rpId)).toEqual({ allowed: true, rpId });
      }),
    );
  });

  test('never accepts what is no suffix', () => {
    fc.assert(
      fc.property(domain, domain, (host, rpId) => {
        fc.pre(host !== rpId && !host.endsWith(`.${rpId}`));
        expect(allows(host, rpId)).toBe(false);
      }),
    );
  });

  test('never accepts a suffix by characters that is none by labels', () => {
    fc.assert(
      fc.property(domain, label, labels, (rpId, glued, below) => {
        expect(allows(`${glued}${rpId}`, rpId)).toBe(false);
        expect(allows(`${below.join('.')}.${glued}${rpId}`, rpId)).toBe(false);
      }),
    );
  });

  test('never accepts a public suffix', () => {
    fc.assert(
      fc.property(labels, suffix, (own, end) => {
        const host = [...own, end].join('.');
        for (let at = 0; at < end.length; at = end.indexOf('.', at) + 1) {
          expect(allows(host, end.slice(at))).toBe(false);
          if (!end.includes('.', at)) break;
        }
      }),
    );
  });

  test('whatever the text, an accepted one is the host or ends it after a dot', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(domain, fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(30)).map(([base, noise, at]) => {
        return base.slice(0, at) + noise + base.slice(at);
      }),
    );
    fc.assert(
      fc.property(domain, text, (host, rpId) => {
        const verdict = determineRpId(`https://${host}`, rpId);
        if (!verdict.allowed) return;
        expect(verdict.rpId).toBe(rpId);
        expect(`.${host}`.endsWith(`.${rpId}`)).toBe(true);
        expect(suffixes.includes(rpId)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('spelling changes never slip through', () => {
    fc.assert(
      fc.property(domain, fc.nat(), (host, pick) => {
        const at = pick % host.length;
        const other = host.slice(0, at) + host.charAt(at).toUpperCase() + host.slice(at + 1);
        fc.pre(other !== host);
        expect(allows(host, other)).toBe(false);
        expect(allows(host, `${host}.`)).toBe(false);
        expect(allows(host, `.${host}`)).toBe(false);
      }),
    );
  });
});
