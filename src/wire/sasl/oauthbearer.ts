// SASL OAUTHBEARER (RFC 7628), what Gmail and others speak beside XOAUTH2; Exchange does not. Both directions, and the
// JSON that a server sends back on failure.

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { checkField } from './field.ts';

export interface OauthBearer {
  readonly user: string;
  readonly token: string;
  readonly host?: string;
  readonly port?: number;
}

export interface OauthFailure {
  readonly status: string;
  readonly scope?: string;
  readonly configuration?: string;
}

/** The initial response in base64. @throws `sasl-field-not-allowed`. */
export function encodeOauthBearer({ user, token, host, port }: OauthBearer): string {
  checkField('user name', user);
  checkField('access token', token);
  // GS2 header (RFC 5801 section 4): '=' and ',' in a name are written as =3D and =2C.
  const name = user.replace(/=/g, '=3D').replace(/,/g, '=2C');
  const fields = [
    ...(host === undefined ? [] : [`host=${host}\x01`]),
    ...(port === undefined ? [] : [`port=${port}\x01`]),
    `auth=Bearer ${token}\x01`,
  ];
  return encodeBase64(`n,a=${name},\x01${fields.join('')}\x01`);
}

export function decodeOauthBearer(base64: string): OauthBearer | undefined {
  const text = decodeBase64(base64)?.toString('utf8');
  const match = /^[ny],(?:a=([^,\x01]*))?,\x01((?:[A-Za-z]+=[^\x01]*\x01)*)\x01$/.exec(text ?? '');
  if (!match) return undefined;
  const fields = new Map(
    (match[2] ?? '').split('\x01').map((field): [string, string] => {
      const equals = field.indexOf('=');
      return [field.slice(0, equals).toLowerCase(), field.slice(equals + 1)];
    }),
  );
  const token = /^bearer (.+)$/i.exec(fields.get('auth') ?? '')?.[1];
  if (token === undefined) return undefined;
  const host = fields.get('host');
  const port = Number(fields.get('port'));
  return {
    user: (match[1] ?? '').replace(/=2C/g, ',').replace(/=3D/g, '='),
    token,
    ...(host === undefined ? {} : { host }),
    ...(Number.isInteger(port) && port > 0 ? { port } : {}),
  };
}

/** Reads the JSON of a failure challenge (also XOAUTH2's at Google); undefined for anything else. */
export function decodeOauthFailure(base64: string): OauthFailure | undefined {
  const text = decodeBase64(base64)?.toString('utf8') ?? '';
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    // A challenge that is not JSON is simply not a failure challenge.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof parsed !== 'object' || parsed === null || !('status' in parsed)) return undefined;
  const { status, scope, configuration } = readFields(parsed);
  if (status === undefined) return undefined;
  return {
    status,
    ...(scope === undefined ? {} : { scope }),
    ...(configuration === undefined ? {} : { configuration }),
  };
}

function readFields(value: object): { status?: string; scope?: string; configuration?: string } {
  const fields: Record<string, string> = {};
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'string' || typeof field === 'number') fields[name] = String(field);
  }
  return fields;
}
