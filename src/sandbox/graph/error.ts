// Graph's errors: one shape, and the vendor's own sentences (facts about Graph, "Errors"). Thrown by endpoints, turned
// into an answer in one place.

import type { GraphContext } from './context.ts';

export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: 400 | 401 | 403 | 404 | 410 | 413 | 501;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: GraphError['status'],
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function graphErrorAnswer(c: GraphContext, error: GraphError, nowMs: number): Response {
  const requestId = c.get('requestId');
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  return c.json(
    {
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: new Date(nowMs).toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': c.req.header('client-request-id') ?? requestId,
        },
      },
    },
    error.status,
  );
}

export const accessDenied = (): GraphError =>
  new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const badRequest = (message: string, code = 'BadRequest'): GraphError =>
  new GraphError(400, code, message);
