// One row of the table of refusals: the cause, acted out through the real endpoints, and what comes of it.

import { PageRefused, type Sandbox, seed } from '../../../src/sandbox/index.ts';
import {
  authorizeUrl,
  type Client,
  desktop,
  type Person,
  post,
  type TokenReply,
} from '../../kit/entra-client.ts';

/** Where the refusal is read: JSON for a program, a page for the person, a redirect for the application. */
export type Place = 'json' | 'page' | 'redirect';

export interface Told {
  readonly where: Place;
  readonly status: number;
  readonly error: string | undefined;
  readonly code: number | undefined;
  readonly suberror: string | undefined;
  /** Without the number before it. */
  readonly text: string;
  readonly reply?: TokenReply;
}

export interface Row {
  does: string;
  act(sandbox: Sandbox): Promise<TokenReply | Told>;
  where?: Place;
  /** Default 400; 302 for a redirect. */
  status?: number;
  error: string | undefined;
  code: number;
  suberror?: string;
  text: string;
}

export function told(answer: TokenReply | Told): Told {
  if ('where' in answer) return answer;
  const { body } = answer;
  const [code] = Array.isArray(body['error_codes']) ? body['error_codes'] : [];
  return {
    where: 'json',
    status: answer.status,
    error: answer.text('error'),
    code: typeof code === 'number' ? code : undefined,
    suberror: typeof body['suberror'] === 'string' ? body['suberror'] : undefined,
    text: withoutNumber(answer.text('error_description')),
    reply: answer,
  };
}

/** Goes through the pages in a fresh browser until one says no, or the application is told. */
export async function visit(
  sandbox: Sandbox,
  person: Person,
  parameters: Record<string, string | undefined> = {},
  client: Client = desktop,
): Promise<Told> {
  sandbox.visitor.forget();
  return go(sandbox, authorizeUrl(sandbox, client, parameters), person);
}

/** The same in the browser as it is, sessions and all. */
export async function go(
  sandbox: Sandbox,
  url: URL,
  person: Person,
  options: { consent?: 'accept' | 'decline' } = {},
): Promise<Told> {
  try {
    const back = await sandbox.visitor.visit(url, {
      user: person.name,
      password: person.password,
      code: '123456',
      ...options,
    });
    return fromRedirect(back);
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error;
    return fromPage(error);
  }
}

export function fromPage({ status, error, code, alert, text }: PageRefused): Told {
  return { where: 'page', status, error, code, suberror: undefined, text: withoutNumber(alert ?? text) };
}

export function fromRedirect(url: URL): Told {
  const fields = new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1));
  const description = fields.get('error_description') ?? '';
  const code = /^AADSTS(\d+):/.exec(description)?.[1];
  return {
    where: 'redirect',
    status: 302,
    error: fields.get('error') ?? undefined,
    code: code === undefined ? undefined : Number(code),
    suberror: fields.get('error_subcode') ?? undefined,
    text: withoutNumber(description),
  };
}

/** Any endpoint that answers JSON. */
export async function json(sandbox: Sandbox, path: string, init: RequestInit = {}): Promise<TokenReply> {
  const answer = await fetch(sandbox.urls.entraHttp + path, init);
  const body = (await answer.json()) as Record<string, unknown>;
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    text: (field) => (typeof body[field] === 'string' ? body[field] : ''),
  };
}

export function form(fields: Record<string, string> | Array<[string, string]>): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}

/** grant_type=password at Contoso, unless said otherwise. */
export function password(
  sandbox: Sandbox,
  fields: Record<string, string | undefined> = {},
  tenant: string = seed.contoso.domain,
): Promise<TokenReply> {
  const { name: username, password: right } = seed.contoso.anna;
  const scope = 'openid https://outlook.office.com/IMAP.AccessAsUser.All';
  return post(
    sandbox,
    { ...desktop, tenant },
    {
      grant_type: 'password',
      username,
      password: right,
      scope,
      ...fields,
    },
  );
}

function withoutNumber(text: string): string {
  return text.replace(/^AADSTS\d+: /, '');
}
