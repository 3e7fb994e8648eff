// POST /$batch: up to twenty requests in one (facts, "$batch"; OData JSON batch, section 19). Each is a request like any
// other: it is authorised, throttled and refused on its own.

import * as v from 'valibot';
import { readJson } from './body.ts';
import type { GraphContext } from './context.ts';
import { badRequest, errorBody, GraphError } from './error.ts';

const stepsMax = 20;
const parallelMax = 4;

const step = v.object({
  id: v.union([v.pipe(v.string(), v.nonEmpty()), v.pipe(v.number(), v.transform(String))]),
  method: v.pipe(
    v.string(),
    v.transform((text) => text.toUpperCase()),
    v.picklist(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  ),
  url: v.pipe(v.string(), v.nonEmpty()),
  headers: v.nullish(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  body: v.optional(v.unknown()),
  dependsOn: v.nullish(v.array(v.string()), []),
});
type Step = v.InferOutput<typeof step>;

interface StepAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** @param serve - answers one request as if it had come alone. */
export async function batch(
  c: GraphContext,
  serve: (request: Request) => Promise<Response>,
  nowMs: number,
): Promise<Response> {
  const steps = readSteps(await readJson(c));
  const failure = (status: 400 | 424, message: string): StepAnswer['body'] =>
    errorBody(new GraphError(status, status === 424 ? 'FailedDependency' : 'BadRequest', message), {
      requestId: c.get('requestId'),
      clientRequestId: c.get('clientRequestId'),
      nowMs,
    });
  const answers = new Map<string, Promise<StepAnswer>>();
  let running = 0;
  const waiting: Array<() => void> = [];
  const turn = async <T>(run: () => Promise<T>): Promise<T> => {
    if (running >= parallelMax) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  const perform = async (one: Step): Promise<StepAnswer> => {
    for (const id of one.dependsOn ?? []) {
      const before = await answers.get(id);
      if (!before || before.status >= 400) {
        const body = failure(424, `The request could not be performed: it depends on '${id}', which failed.`);
        return { id: one.id, status: 424, headers: { 'Content-Type': 'application/json' }, body };
      }
    }
    const request = requestOf(c, one);
    if (!request) {
      const body = failure(
        400,
        `Invalid URL '${one.url}' in the batch: it has to be relative to the service.`,
      );
      return { id: one.id, status: 400, headers: { 'Content-Type': 'application/json' }, body };
    }
    return answerOf(one.id, await turn(() => serve(request)));
  };
  for (const one of steps) answers.set(one.id, perform(one));
  return c.json({ responses: await Promise.all(answers.values()) });
}

/** @throws GraphError 400 */
function readSteps(json: unknown): Step[] {
  const read = v.safeParse(v.object({ requests: v.array(step) }), json);
  if (!read.success) {
    const [issue] = read.issues;
    throw badRequest(
      `Invalid batch payload format: ${v.getDotPath(issue) ?? 'requests'} is missing or not valid.`,
    );
  }
  const { requests } = read.output;
  if (requests.length > stepsMax) {
    throw badRequest(
      `Number of batch request steps exceeds the maximum value of ${stepsMax}.`,
      'MaximumValueExceeded',
    );
  }
  const seen = new Set<string>();
  for (const { id, dependsOn } of requests) {
    if (seen.has(id)) throw badRequest(`The id '${id}' is used by more than one request.`);
    // Only earlier ones: no circle can arise.
    const unknown = (dependsOn ?? []).find((name) => !seen.has(name));
    if (unknown !== undefined)
      throw badRequest(`The request '${id}' depends on '${unknown}', which is not before it.`);
    seen.add(id);
  }
  return requests;
}

function requestOf(c: GraphContext, { method, url, headers, body }: Step): Request | undefined {
  const relative = url.replace(/^\/+/, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative) || /^(?:\$|%24)batch/i.test(relative)) return undefined;
  const { origin } = new URL(c.req.url);
  const whole = `${origin}/v1.0/${relative}`;
  if (!URL.canParse(whole) || !new URL(whole).pathname.startsWith('/v1.0/')) return undefined;
  const given = new Headers();
  const allowed = Object.entries(headers ?? {}).filter(([name, value]) => isHeader(name, String(value)));
  for (const [name, value] of allowed) given.set(name, String(value));
  const authorization = c.req.header('authorization');
  if (!given.has('authorization') && authorization) given.set('authorization', authorization);
  const hasBody = body !== undefined && body !== null && method !== 'GET';
  const type = given.get('content-type') ?? 'application/json';
  if (hasBody) given.set('content-type', type);
  return new Request(whole, {
    method,
    headers: given,
    ...(hasBody ? { body: new Uint8Array(bodyBytes(body, type)) } : {}),
  });
}

function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && !/[\r\n\0]/.test(value) && /^[\x20-\xff\t]*$/.test(value);
}

/** JSON as JSON, text as text, anything else in base64 (OData JSON 4.01 section 19.1). */
function bodyBytes(body: unknown, type: string): Buffer {
  if (typeof body !== 'string') return Buffer.from(JSON.stringify(body));
  if (/json/i.test(type)) return Buffer.from(JSON.stringify(body));
  return /^text\//i.test(type) ? Buffer.from(body) : Buffer.from(body, 'base64');
}

async function answerOf(id: string, response: Response): Promise<StepAnswer> {
  const headers: Record<string, string> = {};
  const shown = [
    'content-type',
    'location',
    'retry-after',
    'preference-applied',
    'www-authenticate',
    'request-id',
  ];
  for (const name of shown) {
    const value = response.headers.get(name);
    if (value !== null) headers[properCase(name)] = value;
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return { id, status: response.status, headers };
  const json = /json/i.test(headers['Content-Type'] ?? '');
  const body: unknown = json ? JSON.parse(bytes.toString('utf8')) : bytes.toString('base64');
  return { id, status: response.status, headers, body };
}

function properCase(name: string): string {
  return name === 'request-id' ? name : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
