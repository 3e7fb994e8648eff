// Who the user is, according to Graph's /me. Personal accounts long had no `mail` there; their userPrincipalName is
// the address.

import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { oauthErrorOfBody } from '../oauth-error.ts';
import type { App, Exchange, Profile } from '../provider.ts';
import {
  callServer,
  entraVoice,
  hostOf,
  isRecord,
  jsonObject,
  kindOf,
  retryAfterMs,
  type ServerAnswer,
} from '../server-answer.ts';
import { cloudOf } from './clouds.ts';
import { isGuid } from './tenants.ts';

const everybody = 'id,displayName,mail,userPrincipalName';
/** The answers of a Graph that does not tell proxyAddresses: of personal accounts, or for want of a permission. */
const withoutAddresses: ReadonlySet<number> = new Set([400, 403]);

/** @throws `profile-refused`, `throttled`, `entra-unavailable`, and what any exchange with a server throws */
export async function profile(app: App, accessToken: Secret, exchange: Exchange): Promise<Profile> {
  const whole = await ask(app, accessToken, exchange, `${everybody},proxyAddresses`);
  const answer = withoutAddresses.has(whole.status)
    ? await ask(app, accessToken, exchange, everybody)
    : whole;
  if (answer.status !== 200) throw refusedProfile(answer);
  const body = jsonObject(answer, entraVoice);
  const text = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const id = text('id');
  if (!id) {
    throw fail(entraVoice.odd, {
      server: hostOf(answer.url),
      field: 'id',
      expected: 'a string',
      got: kindOf(body['id']),
    });
  }
  const username = text('userPrincipalName');
  // Work accounts have a GUID for an id, personal ones sixteen hexadecimal digits.
  const personal = !isGuid(id);
  return {
    id,
    displayName: text('displayName'),
    mail: text('mail') ?? (personal && username?.includes('@') ? username : undefined),
    username,
    addresses: addressesOf(body['proxyAddresses']),
  };
}

function ask(app: App, accessToken: Secret, exchange: Exchange, select: string): Promise<ServerAnswer> {
  const url = `${cloudOf(app).graph}/v1.0/me?$select=${select}`;
  return callServer(exchange, entraVoice, url, (send, signal) =>
    send(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${accessToken.reveal()}` },
      redirect: 'manual',
      signal,
    }),
  );
}

/** More than a directory allows a person (Microsoft: 300 proxy addresses). */
const addressesMax = 500;

/** "SMTP:" in capitals is the primary one, "smtp:" another; other kinds (SIP, X500) take no mail. Undefined where untold. */
function addressesOf(told: unknown): readonly string[] | undefined {
  if (!Array.isArray(told)) return undefined;
  return told
    .slice(0, addressesMax)
    .filter(
      (address): address is string => typeof address === 'string' && /^smtp:[^\s@]+@[^\s@]+$/i.test(address),
    )
    .sort()
    .map((address) => address.slice('smtp:'.length));
}

function refusedProfile(answer: ServerAnswer): Error {
  const server = hostOf(answer.url);
  const { code, message } = graphError(answer.body);
  const vendor = code || `status ${answer.status}`;
  const options = { raw: answer.body, retryAfterMs: retryAfterMs(answer.headers, answer.receivedAtMs) };
  const details = { server, vendor, status: answer.status, scope: 'server', deadGrant: false };
  if (answer.status === 429) return fail('throttled', details, options);
  if (answer.status >= 500) return fail('entra-unavailable', details, options);
  const claims = challengeClaims(answer.headers.get('www-authenticate'));
  return fail(
    'profile-refused',
    { ...details, said: message || 'nothing more', claims, scope: 'resource' },
    options,
  );
}

/** Graph's errors are nested, unlike OAuth's: {"error":{"code":"...","message":"..."}}. */
function graphError(body: string): { code: string; message: string } {
  const flat = oauthErrorOfBody(body);
  if (flat) return { code: flat.error, message: flat.said };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  const error: unknown = isRecord(value) ? value['error'] : undefined;
  const field = (name: string): string => {
    const text: unknown = isRecord(error) ? error[name] : undefined;
    return typeof text === 'string'
      ? text
          .replace(/[\p{Cc}\s]+/gu, ' ')
          .trim()
          .slice(0, 300)
      : '';
  };
  return { code: field('code').slice(0, 100), message: field('message') };
}

/** A claims challenge of continuous access evaluation, decoded so that it can be passed on as it is. */
function challengeClaims(header: string | null): string | undefined {
  const encoded = /\bclaims="([A-Za-z0-9+/=_-]{1,8192})"/.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  return decoded.startsWith('{') ? decoded : undefined;
}
