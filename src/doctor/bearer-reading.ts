// The initial response of XOAUTH2 or OAUTHBEARER, also a damaged one: what it says, and what is wrong with how it was put
// together. The strict codec is wire/sasl; this reads what that one refuses. The token is handed on and never kept.

import type { FieldsOf } from './evidence.ts';

export interface ReadBearer extends FieldsOf<'bearer'> {
  /** As it stood there; undefined where there is no place for one. */
  readonly token: string | undefined;
}

/** "user=" and the GS2 headers "n,a=" and "n,," in base64; the same encoded once more. */
export const beginsLikeBearer = /^(?:dXNlcj|bixhP|biws|ZFhObGNq|Yml4aF|Yml3c)/;

export function readBearer(raw: string): ReadBearer | undefined {
  const flaws: string[] = [];
  let run = raw.trim();
  if (/\s|\\[rn]/.test(run)) {
    flaws.push('line-breaks');
    run = run.replace(/\s|\\[rn]/g, '');
  }
  if (/[-_]/.test(run)) flaws.push('base64url');
  if (!/^[A-Za-z0-9+/_-]{8,}={0,3}$/.test(run)) return undefined;
  let text = Buffer.from(run, 'base64').toString('utf8');
  if (beginsLikeBearer.test(text) && /^[A-Za-z0-9+/_=\s-]+$/.test(text)) {
    flaws.push('double-base64');
    text = Buffer.from(text, 'base64').toString('utf8');
  }
  if (/[\r\n]/.test(text)) {
    flaws.push('line-breaks');
    text = text.replace(/[\r\n]+/g, '');
  }
  const literal = /\\x01|\\u0001|\\0?01|\^A|\\1(?!\d)|%x?01|<SOH>|\u2401/gi;
  if (literal.test(text)) {
    flaws.push('literal-escapes');
    text = text.replace(literal, '\x01');
  }
  return readText(text, flaws);
}

function readText(text: string, flaws: string[]): ReadBearer | undefined {
  const mechanism = /^user\s?=/i.test(text) ? 'xoauth2' : /^[ny],/.test(text) ? 'oauthbearer' : undefined;
  if (!mechanism) return undefined;
  const auth = /auth\s?=\s?(.*)$/is.exec(text);
  const head = text.slice(0, auth ? auth.index : undefined);
  const name =
    mechanism === 'xoauth2' ? /^user\s?=([^\x01]*)/i.exec(head)?.[1] : /(?:^|,)a=([^,\x01]*)/.exec(head)?.[1];
  const user = (name ?? '').replace(/=2C/g, ',').replace(/=3D/g, '=').trim();
  if (auth && !head.endsWith('\x01')) flaws.push('separator-missing');
  if (user === '' && mechanism === 'xoauth2') flaws.push('no-user');
  const value = auth?.[1] ?? '';
  const scheme = /^((?:bearer\s*)+)/i.exec(value)?.[1] ?? '';
  if (scheme === '') flaws.push('no-bearer');
  if (/bearer\s+bearer/i.test(scheme)) flaws.push('double-bearer');
  const rest = value.slice(scheme.length);
  const token = rest.split('\x01')[0] ?? '';
  if (scheme !== '' && token.trim() === '') flaws.push('token-empty');
  if (!(mechanism === 'xoauth2' ? /\x01\x01$/ : /\x01\x01$|\x01$/).test(text)) flaws.push('end-missing');
  return { mechanism, user: user.slice(0, 320), flaw: flaws[0] ?? '', token: auth ? token : undefined };
}
