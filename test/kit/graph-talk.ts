// Graph by plain requests: JSON in, JSON out, whatever the status.
import type { World } from './sandbox-faces.ts';
import { anna } from './sandbox-faces.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where the body is no JSON. */
  readonly json: Record<string, unknown>;
  /** Of a collection. */
  readonly value: Array<Record<string, unknown>>;
}

export interface Ask {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export type Talk = (method: string, path: string, ask?: Ask) => Promise<Reply>;

export const allMail = ['User.Read', 'Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite'];

/** Paths without /v1.0; whole URLs, as links are, are taken too. Anna asks unless the token says otherwise. */
export function graphTalk(world: World): Talk {
  const own = world.token(anna, 'graph', allMail);
  return async (method, path, { body, token = own, headers = {} } = {}) => {
    const url = path.startsWith('https:')
      ? path
      : `https://graph.localhost${path.startsWith('/oidc') || path.startsWith('/api') ? '' : '/v1.0'}${path}`;
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await world.faces.graph.request(url, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    const json = (isJson && text !== '' ? JSON.parse(text) : {}) as Record<string, unknown>;
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json,
      value: (json['value'] ?? []) as Array<Record<string, unknown>>,
    };
  };
}
