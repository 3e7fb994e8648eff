// One HTTP request to Entra as its endpoints see it: parameters, ids, origin, cookie. Form bodies have a limit; a
// parameter that is sent twice counts once, the first, and is remembered: OAuth forbids it (RFC 6749, 3.1 and 3.2).

import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { serialize } from 'hono/utils/cookie';
import { limitedText } from '../limited-body.ts';
import { entraOrigin } from '../microsoft-names.ts';
import { type RequestIds, requestIds } from './answer.ts';
import { EntraRefusal, refuse } from './refusal.ts';
import { readSegment, type Segment } from './segment.ts';
import type { Session } from './sign-in/sessions.ts';
import type { World } from './world.ts';

/** No form of a sign-in and no token request comes near it. */
const bodyBytesMax = 256 * 1024;

export type Parameters = Readonly<Record<string, string>>;

export interface EntraRequest {
  readonly context: Context;
  readonly ids: RequestIds;
  /** `https://localhost:8443`; an alias of Microsoft's is told by the name that its cloud goes by. */
  readonly origin: string;
  /** Query and form together; the form wins. */
  readonly parameters: Parameters;
  /** A parameter that was sent more than once. */
  readonly duplicated: string | undefined;
  /** Path segment as sent. */
  readonly tenant: string;
  /** Set-Cookie lines for the answer, whichever it will be. */
  readonly cookies: string[];
}

/** Names of the session cookie, as the real service has them. */
const sessionCookie = 'ESTSAUTHPERSISTENT';

export async function readRequest(world: World, context: Context): Promise<EntraRequest> {
  const url = new URL(context.req.url);
  const form = await readForm(context);
  const parameters = { ...firstOfEach(url.searchParams), ...firstOfEach(form) };
  return {
    context,
    ids: requestIds(world, parameters['client-request-id'] ?? context.req.header('client-request-id')),
    origin: entraOrigin(url.origin),
    parameters,
    duplicated: duplicateIn(url.searchParams) ?? duplicateIn(form),
    tenant: context.req.param('tenant') ?? 'common',
    cookies: [],
  };
}

/** @throws EntraRefusal 90002, 900023. */
export function segmentOf(world: World, request: EntraRequest): Segment {
  return readSegment(world.directory, request.tenant);
}

export function openSession(world: World, request: EntraRequest): Session {
  const session = world.sessions.open(getCookie(request.context, sessionCookie));
  request.cookies.push(
    serialize(sessionCookie, session.id, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: request.origin.startsWith('https:'),
    }),
  );
  return session;
}

export function currentSession(world: World, request: EntraRequest): Session | undefined {
  return world.sessions.get(getCookie(request.context, sessionCookie));
}

export function endSession(world: World, request: EntraRequest): void {
  world.sessions.end(getCookie(request.context, sessionCookie));
  request.cookies.push(serialize(sessionCookie, '', { path: '/', maxAge: 0 }));
}

/** @throws EntraRefusal 900144. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') throw refuse(900144, { parameter: name });
  return value;
}

/** @throws EntraRefusal 9000411. */
export function checkDuplicates({ duplicated }: EntraRequest): void {
  if (duplicated !== undefined) throw refuse(9000411, { parameter: duplicated });
}

/** Runs an endpoint; a refusal that it throws becomes `onRefusal`'s answer, anything else is a bug and passes on. */
export async function answering(
  work: () => Promise<Response>,
  onRefusal: (refusal: EntraRefusal) => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EntraRefusal) return onRefusal(error);
    throw error;
  }
}

/** Tenant restrictions: what a company's proxy adds to requests for the sign-in page and for tokens. */
export function restrictionOf({ context }: EntraRequest): string | undefined {
  return context.req.header('restrict-access-to-tenants');
}

export function sessionState(): string {
  return randomUUID();
}

async function readForm(context: Context): Promise<URLSearchParams> {
  if (context.req.method !== 'POST') return new URLSearchParams();
  const type = context.req.header('content-type') ?? '';
  // JSON and multipart bodies are as good as empty: their senders hear which parameter is missing.
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) return new URLSearchParams();
  return new URLSearchParams(await limitedText(context.req.raw, bodyBytesMax));
}

function duplicateIn(search: URLSearchParams): string | undefined {
  const seen = new Set<string>();
  for (const name of search.keys()) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

function firstOfEach(search: URLSearchParams): Parameters {
  const parameters: Record<string, string> = {};
  for (const [name, value] of search) parameters[name] ??= value;
  return parameters;
}
