// Replays the rows of the story against the sandbox: token requests made by hand, as they were made then, each
// resulting token tried at IMAP, SMTP and Graph. The planner that would have prevented all this stays out of it.

import { randomBytes } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { Secret } from '../../base/secret.ts';
import { Dialer } from '../../net/dial.ts';
import { openLoopbackRedirect } from '../loopback.ts';
import { browse } from './browse.ts';
import type { Row, TokenGranted, TokenRefused } from './rows.ts';
import { tryGraph, tryImap, trySmtp } from './try-token.ts';
import type { DemoWorld } from './world.ts';

export interface Played {
  readonly row: Row;
  /** The last answer of the token endpoint in a few words. */
  readonly token: string;
  readonly imap: string;
  readonly smtp: string;
  readonly graph: string;
  /** What differs from the record, a sentence each. Empty when all is as it was. */
  readonly differences: readonly string[];
}

interface TokenReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ReplayOptions {
  readonly world: DemoWorld;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks as the row says and compares what comes with what was recorded. */
export async function replay(row: Row, options: ReplayOptions): Promise<Played> {
  const { world, fetch, clock, signal } = options;
  const { code, redirectUri } = await consent(row, options);
  const replies: TokenReply[] = [];
  for (const request of row.requests) {
    const refreshToken = text(replies.at(-1)?.body, 'refresh_token');
    const grant: Record<string, string> =
      request.with === 'code'
        ? { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
        : { grant_type: 'refresh_token', refresh_token: refreshToken };
    replies.push(await askToken(row, { ...grant, scope: request.scope }, options));
  }
  const last = replies.at(-1);
  const differences = last ? compareToken(row.token, last) : ['there was no token request'];
  const answers = { imap: '-', smtp: '-', graph: '-' };
  if (last?.status === 200) {
    const dialer = new Dialer({ clock, ca: world.ca });
    const user = world.ben.address;
    const token = new Secret(text(last.body, 'access_token'));
    // Row 8 has a token for each resource; everywhere else the one token is tried at all doors.
    const forGraph = new Secret(text((row.requests.length > 1 ? replies[0] : last)?.body, 'access_token'));
    const [imap, smtp, graph] = await Promise.all([
      tryImap(world.servers.imap, { dialer, user, token, signal }),
      trySmtp(world.servers.smtp, { dialer, user, token, signal }),
      tryGraph(world.graph, { fetch, token: forGraph, signal }),
    ]);
    Object.assign(answers, { imap, smtp: withoutServer(smtp), graph });
  }
  for (const door of ['imap', 'smtp', 'graph'] as const) {
    const expected = row[door];
    if (expected !== undefined && expected !== answers[door]) {
      differences.push(`${door}: expected "${expected}", came "${answers[door]}"`);
    }
  }
  return { row, token: last ? inBrief(last) : '-', ...answers, differences };
}

/** From the page to the code, with a listener of our own at the redirect URI. */
async function consent(
  row: Row,
  { world, clock, signal }: ReplayOptions,
): Promise<{ code: string; redirectUri: string }> {
  const loopback = await openLoopbackRedirect({ clock });
  try {
    const state = randomBytes(16).toString('hex');
    const { redirectUri } = loopback;
    const url = new URL(`${endpoint(world, row)}/authorize`);
    for (const [name, value] of Object.entries({
      client_id: world.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: row.consent,
      state,
    })) {
      url.searchParams.set(name, value);
    }
    return await browse({ world, person: world.ben, url, state, loopback, signal }, (callback) => {
      const code = callback.searchParams.get('code');
      const problem = callback.searchParams.get('error_description') ?? 'there is no code in the callback';
      if (!code) throw new Error(`consent failed: ${problem}`);
      return Promise.resolve({ code, redirectUri });
    });
  } finally {
    await loopback.close();
  }
}

async function askToken(
  row: Row,
  fields: Record<string, string>,
  { world, fetch, signal }: ReplayOptions,
): Promise<TokenReply> {
  const body = new URLSearchParams({ client_id: world.clientId, ...fields });
  const response = await fetch(`${endpoint(world, row)}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    signal,
  });
  return { status: response.status, body: (await response.json()) as TokenReply['body'] };
}

function endpoint(world: DemoWorld, row: Row): string {
  return `${world.authority}/${row.tenant === 'own' ? world.tenant : 'common'}/oauth2/v2.0`;
}

function compareToken(expected: TokenGranted | TokenRefused, { status, body }: TokenReply): string[] {
  const differences: string[] = [];
  const same = (name: string, wanted: unknown, got: unknown): void => {
    const [one, other] = [JSON.stringify(wanted), JSON.stringify(got)];
    if (wanted !== undefined && one !== other) differences.push(`${name}: expected ${one}, came ${other}`);
  };
  if (expected.kind === 'granted') {
    same('status of the token answer', 200, status);
    same('scope', expected.scope && words(expected.scope), words(text(body, 'scope')));
    same('expires_in', expected.expiresIn, body['expires_in']);
    same('ext_expires_in', expected.extExpiresIn, body['ext_expires_in']);
    same('has refresh_token', expected.refreshToken, 'refresh_token' in body);
    same('has id_token', expected.idToken, 'id_token' in body);
    return differences;
  }
  same('status of the token answer', 400, status);
  same('error', expected.error, body['error']);
  same('error_codes', expected.errorCodes, body['error_codes']);
  const [start, end = ''] = expected.description;
  const description = text(body, 'error_description');
  if (!description.startsWith(start) || !description.slice(start.length).includes(end)) {
    differences.push(`error_description: expected "${start}...${end}", came "${description}"`);
  }
  return differences;
}

function inBrief({ status, body }: TokenReply): string {
  if (status !== 200) {
    const codes = Array.isArray(body['error_codes']) ? body['error_codes'].join(' ') : '';
    return `${text(body, 'error')} ${codes}`;
  }
  return `200${'refresh_token' in body ? '' : ', no refresh_token'}`;
}

/** The bracket names the front end, the time and the session: it differs every time. */
function withoutServer(line: string): string {
  return line.replace(/\[[^\]]*\]$/, '[...]');
}

function words(scope: string): string[] {
  return scope
    .split(' ')
    .filter((word) => word !== '')
    .sort();
}

function text(body: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value : '';
}
