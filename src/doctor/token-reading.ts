// What a token says about itself, without believing it: whose it is, what for, until when, and what is wrong with the way
// it was copied. Nothing of the token itself is in the answer. RFC 7519, RFC 7516; shapes as observed at Entra and Google.

import { audiences, jwtClaims } from '../identity/jwt-claims.ts';
import type { FieldsOf } from './evidence.ts';

export type TokenFields = FieldsOf<'token'>;

const longest = 64 * 1024;
const opaqueAccess = /^(?:Ew[A-Za-z0-9+/=_-]{20,}|ya29\.[A-Za-z0-9._-]{10,})$/;
const refreshShapes =
  /^(?:[01]\.A[A-Za-z0-9._-]{20,}|M\.[A-Z]\d{0,3}[A-Za-z0-9_.*!$-]{16,}|1\/\/[A-Za-z0-9._-]{10,}|(?:OAQABAA|AwABAAAA)[A-Za-z0-9._-]{20,})$/;
const placeholders =
  /^(?:undefined|null|none|nil|nan|false|true|\[object object\]|<[^<>]{0,60}>|\{[^{}]{0,60}\}|\$\{?[^{}]{0,60}\}?|%[sv]|(?:your|my|the|insert|paste)[ _-]?.{0,40}token.{0,20}|[a-z_]{0,20}\.?(?:access_?token|accessToken|AccessToken|token)(?:\(\))?(?:\.\w{1,20})?|token|string|system\.threading.{0,80}|<coroutine.{0,80}|x{3,}|\*{3,}|\.{3,})$/i;

/** @param raw - as it stood there, with whatever was around it */
export function readToken(raw: string, nowMs: number): TokenFields {
  const { token, flaw } = bareToken(raw.slice(0, longest));
  if (token === '' || flaw === 'placeholder')
    return { ...nothing, form: 'not-a-token', flaw: flaw || 'empty' };
  if (token.startsWith('eyJ')) return jwt(token, flaw, nowMs);
  if (opaqueAccess.test(token)) {
    // Microsoft's personal tokens and Google's say nothing about their audience.
    return { ...nothing, form: 'opaque', use: 'access', actor: 'user', flaw };
  }
  if (refreshShapes.test(token)) return { ...nothing, form: 'opaque', use: 'refresh', flaw };
  return {
    ...nothing,
    form: token.length >= 20 && /^[\x21-\x7e]+$/.test(token) ? 'opaque' : 'not-a-token',
    flaw,
  };
}

const nothing: TokenFields = {
  form: 'opaque',
  use: 'unknown',
  audience: 'unknown',
  audienceText: '',
  scopes: [],
  roles: [],
  actor: 'unknown',
  state: 'unknown',
  user: '',
  tenant: '',
  clientId: '',
  flaw: '',
};

/** Peels off what copying leaves around a token, and names the first thing that was there. */
function bareToken(raw: string): { token: string; flaw: string } {
  let token = raw;
  let flaw = '';
  const found = (name: string): void => {
    if (flaw === '') flaw = name;
  };
  if (token.trim() === '') return { token: '', flaw: token === '' ? 'empty' : 'whitespace' };
  if (/^\s|\s$/.test(token.replace(/\r?\n$/, ''))) found('whitespace');
  token = token.trim();
  for (let more = 0; more < 4; more += 1) {
    const marks = /^(\\?["'`“”])([\s\S]*)\1$/.exec(token) ?? /^(\\?["'`])([\s\S]*)$/.exec(token);
    if (marks?.[2] !== undefined && marks[2] !== '') {
      found('quoted');
      token = marks[2].replace(/\\?["'`”]$/, '').trim();
    } else if (/^bearer(?:\s|%20|\+|:)/i.test(token)) {
      found('has-bearer');
      token = token.replace(/^bearer(?:\s|%20|\+|:)+/i, '');
    } else break;
  }
  if (placeholders.test(token)) return { token, flaw: 'placeholder' };
  if (/\s/.test(token)) {
    if (!/^[A-Za-z0-9._~+/=*!$%-]+(?:\s+[A-Za-z0-9._~+/=*!$%-]+)*$/.test(token))
      return { token, flaw: flaw || 'whitespace' };
    found('line-breaks');
    token = token.replace(/\s+/g, '');
  }
  if (/\\[rn]/.test(token)) {
    found('line-breaks');
    token = token.replace(/\\[rn]/g, '');
  }
  if (/%(?:2[BFbf]|3[Dd])/.test(token)) {
    found('url-encoded');
    token = token.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  // A JWT, which is base64url already, encoded once more.
  if (/^ZXlK[A-Za-z0-9+/_-]+={0,2}$/.test(token)) {
    found('base64');
    token = Buffer.from(token, 'base64').toString('latin1');
  }
  return { token, flaw };
}

function jwt(token: string, flaw: string, nowMs: number): TokenFields {
  const parts = token.split('.');
  // Five parts: encrypted (RFC 7516 section 7.1). Only the resource can read it.
  if (parts.length === 5) return { ...nothing, form: 'jwt', use: 'access', flaw };
  const claims = jwtClaims(token) ?? (parts.length === 2 ? jwtClaims(`${token}.x`) : undefined);
  if (!claims) return { ...nothing, form: 'jwt', flaw: flaw || 'truncated' };
  const cut = parts.length !== 3 || parts[2] === '' ? 'truncated' : '';
  return readClaims(claims, nowMs, flaw || cut);
}

/** What a token holds, also where somebody decoded it and shows only that. */
export function readClaims(claims: Readonly<Record<string, unknown>>, nowMs: number, flaw = ''): TokenFields {
  const string = (name: string): string => {
    const value: unknown = claims[name];
    return typeof value === 'string' ? value.slice(0, 300) : '';
  };
  const scopes = string('scp')
    .split(' ')
    .filter((scope) => scope !== '')
    .slice(0, 100);
  const roles = stringsOf(claims['roles']);
  const audienceText = audiences(claims)[0]?.slice(0, 300) ?? '';
  const use = useOf(claims, scopes, roles, audienceText);
  const expiresAt = claims['exp'];
  return {
    form: 'jwt',
    use,
    // What an id token is for is an application, which is no resource.
    audience: use === 'id' ? 'other' : audienceOf(audienceText),
    audienceText,
    scopes,
    roles,
    actor: actorOf(claims, scopes, roles),
    state: stateOf(claims, nowMs),
    ...(typeof expiresAt === 'number' ? { expiresAt } : {}),
    user: string('upn') || string('preferred_username') || string('unique_name') || string('email'),
    tenant: string('tid') || tenantOf(string('iss')),
    clientId: string('appid') || string('azp') || (use === 'id' ? audienceText : ''),
    flaw,
  };
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const graph =
  /^(?:00000003-0000-0000-c000-000000000000|https:\/\/(?:graph\.microsoft\.(?:com|us)|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)\/?)$/i;
const exchange =
  /^(?:00000002-0000-0ff1-ce00-000000000000|https:\/\/(?:outlook\.office(?:365)?\.com|outlook\.office365\.us|outlook-dod\.office365\.us|ps\.outlook\.com|partner\.outlook\.cn)\/?)$/i;

function audienceOf(audience: string): TokenFields['audience'] {
  if (audience === '') return 'unknown';
  return graph.test(audience) ? 'graph' : exchange.test(audience) ? 'exchange' : 'other';
}

function useOf(
  claims: Readonly<Record<string, unknown>>,
  scopes: readonly string[],
  roles: readonly string[],
  audience: string,
): TokenFields['use'] {
  if (scopes.length > 0 || graph.test(audience) || exchange.test(audience)) return 'access';
  const told = ['nonce', 'at_hash', 'c_hash', 'preferred_username', 'email', 'name'].some(
    (name) => name in claims,
  );
  if (guid.test(audience) || audience.endsWith('.apps.googleusercontent.com')) {
    if (!('appid' in claims) && !('azp' in claims) && told && roles.length === 0) return 'id';
    if (audience.endsWith('.apps.googleusercontent.com')) return 'id';
  }
  return roles.length > 0 || 'appid' in claims || 'azp' in claims ? 'access' : 'unknown';
}

function actorOf(
  claims: Readonly<Record<string, unknown>>,
  scopes: readonly string[],
  roles: readonly string[],
): TokenFields['actor'] {
  if (claims['idtyp'] === 'app') return 'app';
  if (scopes.length > 0 || claims['idtyp'] === 'user') return 'user';
  if (['upn', 'unique_name', 'preferred_username', 'email'].some((name) => name in claims)) return 'user';
  return roles.length > 0 || ('appid' in claims && !('scp' in claims)) ? 'app' : 'unknown';
}

function stateOf({ exp, nbf }: Readonly<Record<string, unknown>>, nowMs: number): TokenFields['state'] {
  const now = nowMs / 1_000;
  if (typeof exp === 'number' && exp <= now) return 'expired';
  // Clocks differ by some minutes everywhere.
  if (typeof nbf === 'number' && nbf > now + 300) return 'not-yet';
  return typeof exp === 'number' ? 'valid' : 'unknown';
}

function tenantOf(issuer: string): string {
  return (
    /^https:\/\/(?:sts\.windows\.net|login\.[a-z.]{5,40})\/([0-9a-f-]{36})(?:\/|$)/i.exec(issuer)?.[1] ?? ''
  );
}

function stringsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return list.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, 100);
}
