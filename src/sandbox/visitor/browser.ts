// A browser without a window: cookies, redirects one at a time, forms. Knows HTTP, not what the pages are about.

import { Agent, request } from 'undici';
import type { Field, Form } from './forms.ts';

export interface Response {
  readonly url: URL;
  readonly status: number;
  readonly location: URL | undefined;
  readonly body: string;
}

export interface Browser {
  get(url: URL, signal?: AbortSignal): Promise<Response>;
  post(url: URL, fields: ReadonlyArray<[string, string]>, signal?: AbortSignal): Promise<Response>;
  /** Cookies of a host; what is signed in is in them. */
  forget(): void;
  close(): Promise<void>;
}

/** A page of the sandbox has a tenth of this. */
const bodyBytesMax = 1_000_000;
const waitMs = 30_000;

export function createBrowser(options: { ca: string }): Browser {
  const agent = new Agent({
    connect: { ca: options.ca, timeout: waitMs },
    headersTimeout: waitMs,
    bodyTimeout: waitMs,
    maxResponseSize: bodyBytesMax,
  });
  // Cookies belong to a host name; ports do not separate them (RFC 6265, 8.5).
  const jar = new Map<string, Map<string, string>>();

  const send = async (
    url: URL,
    init: { method: 'GET' | 'POST'; body?: string; signal?: AbortSignal | undefined },
  ): Promise<Response> => {
    const cookies = [...(jar.get(url.hostname) ?? [])].map(([name, value]) => `${name}=${value}`);
    const answer = await request(url, {
      dispatcher: agent,
      method: init.method,
      headers: {
        accept: 'text/html',
        ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
        ...(init.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(init.body === undefined ? {} : { body: init.body }),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    keepCookies(jar, url, answer.headers['set-cookie']);
    const body = await answer.body.text();
    const location = answer.headers['location'];
    return {
      url,
      status: answer.statusCode,
      location: typeof location === 'string' ? new URL(location, url) : undefined,
      body,
    };
  };
  return {
    get: (url, signal) => send(url, { method: 'GET', signal }),
    post: (url, fields, signal) =>
      send(url, {
        method: 'POST',
        body: new URLSearchParams([...fields]).toString(),
        signal,
      }),
    forget: () => jar.clear(),
    close: () => agent.close(),
  };
}

/** What a form sends when the button `pressed` is used and `typed` was typed. */
export function filled(
  form: Form,
  typed: Readonly<Record<string, string>>,
  pressed?: Pick<Field, 'name' | 'value'>,
): Array<[string, string]> {
  const fields = form.fields
    .filter(({ name, type }) => name !== '' && type !== 'submit' && type !== 'checkbox')
    .map(({ name, value }): [string, string] => [name, typed[name] ?? value]);
  return pressed && pressed.name !== '' ? [...fields, [pressed.name, pressed.value]] : fields;
}

function keepCookies(
  jar: Map<string, Map<string, string>>,
  url: URL,
  lines: string | string[] | undefined,
): void {
  for (const line of lines === undefined ? [] : [lines].flat()) {
    const [pair = '', ...attributes] = line.split(';');
    const equals = pair.indexOf('=');
    const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    const cookies = jar.get(url.hostname) ?? new Map<string, string>();
    if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) cookies.delete(name);
    else cookies.set(name, value);
    jar.set(url.hostname, cookies);
  }
}
