// Claims of a token that somebody decoded (jwt.ms and the like) and shows instead of it: as JSON, on lines of their own, or
// in a sentence. RFC 7519 section 4.1; `scp`, `roles`, `idtyp` and `upn` as in Microsoft's access tokens.

import type { Evidence } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { readClaims } from '../token-reading.ts';
import { worded } from './worded.ts';

const joint =
  String.raw`\\?["'` +
  '`' +
  String.raw`]?(?: (?:of|in) (?:the |my |our )?(?:access )?token)?(?:\s{0,3}[:=]{1,2}>?\s{0,3}|\s(?:is|has(?: only)?|was|contains|of|\u306f)\s|\s)\\?["'` +
  '`' +
  String.raw`]?`;
const before = String.raw`(?<![\w.-])\\?["'` + '`' + String.raw`]?`;
const audience = new RegExp(
  `${before}aud${joint}((?:https?:\\/\\/|api:\\/\\/)?[\\w.-]{4,100}(?:\\/[\\w.-]{0,80})?)`,
  'i',
);
const scopes = new RegExp(
  `${before}scp${joint}((?:[A-Za-z_]{2,40}(?:\\.[A-Za-z_]{2,40}){0,5}[ ,+]{0,2}){1,60})`,
  'i',
);
const roles = new RegExp(
  `${before}roles${joint}(\\[[^\\]]{0,2000}\\]|[A-Za-z]{2,20}\\.[A-Za-z.]{2,60})`,
  'i',
);
const owner = new RegExp(
  `${before}(upn|preferred_username|unique_name)${joint}([^\\s"'\`,;{}()]{1,80}@[\\w.-]{3,100})`,
  'i',
);
const kind = new RegExp(`${before}idtyp${joint}(app|user)\\b`, 'i');
const application = new RegExp(`${before}(?:appid|azp)${joint}([\\w-]{3,40})`, 'i');
const expiry = new RegExp(`${before}exp${joint}(\\d{10})\\b`, 'i');
const tenant = new RegExp(`${before}tid${joint}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`, 'i');
/** Names of permissions have a dot; the others of a token for Graph are these. */
const permission = /^(?:[A-Za-z_]+\.[A-Za-z_.]+|openid|profile|email|offline_access|[a-z]+_[a-z_]+)$/;

export const tokenClaims: Recogniser = {
  name: 'claims of a token',
  wants: worded(/\b(?:aud|scp|roles)\b/),
  *whole(text, { nowMs }): Iterable<Evidence> {
    const aud = audienceOf(audience.exec(text)?.[1] ?? '');
    const granted = (scopes.exec(text)?.[1] ?? '').split(/[ ,+]+/);
    const names = granted.slice(0, granted.findIndex((name) => !permission.test(name)) >>> 0);
    const listed = (roles.exec(text)?.[1] ?? '').match(/[A-Za-z]{2,20}\.[A-Za-z.]{2,60}/g) ?? rolesTold(text);
    // A word of three letters alone may be anything.
    if (
      aud === '' &&
      names.length === 0 &&
      !listed.some((name) => /AccessAsApp|SendAsApp|^Mail\./.test(name))
    )
      return;
    const [, claim = '', address = ''] = owner.exec(text) ?? [];
    const at = text.search(/\b(?:aud|scp|roles)\b/);
    const exp = expiry.exec(text)?.[1];
    const claims = {
      ...(aud === '' ? {} : { aud }),
      ...(names.length === 0 ? {} : { scp: names.join(' ') }),
      ...(listed.length === 0 ? {} : { roles: listed }),
      ...(address === '' ? {} : { [claim.toLowerCase()]: address }),
      ...(exp === undefined ? {} : { exp: Number(exp) }),
      ...field('idtyp', kind.exec(text)?.[1]?.toLowerCase()),
      ...field('appid', application.exec(text)?.[1]),
      ...field('tid', tenant.exec(text)?.[1]),
    };
    const line = lineOf({
      text: text.slice(at, at + 300).replace(/\s+/g, ' '),
      number: text.slice(0, at).split('\n').length,
    });
    yield { kind: 'token', ...readClaims(claims, nowMs), place: placeOf(line) };
  },
};

/** "I get the roles full_access_as_app, Mail.Send and IMAP.AccessAsApp." */
function rolesTold(text: string): string[] {
  const words = (/\broles (?:are |only )?(.{10,300})/i.exec(text)?.[1] ?? '').split(/[\s,"'`]+/);
  const names = words.map((word) => word.replace(/[.;:)]$/, ''));
  const end = names.findIndex((name) => !permission.test(name) && !/^(?:and|und|et|y|e|)$/.test(name));
  return names.slice(0, end >>> 0).filter((name) => permission.test(name));
}

function field(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

/** In a sentence the scheme is left out; what is no name of a resource is a word. */
function audienceOf(said: string): string {
  const plain = said.replace(/[.,]$/, '');
  if (/^(?:https?|api):\/\//.test(plain) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(plain))
    return plain;
  return /^(?:graph\.microsoft\.com|outlook\.office(?:365)?\.com|ps\.outlook\.com)\/?$/i.test(plain)
    ? `https://${plain.toLowerCase()}`
    : '';
}
