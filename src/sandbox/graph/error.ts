// Graph's errors: one shape, and the vendor's own sentences (facts about Graph, "Errors"). Thrown by endpoints, turned
// into an answer in one place.

import type { GraphContext } from './context.ts';

export type ErrorStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 409
  | 410
  | 412
  | 413
  | 415
  | 416
  | 424
  | 429
  | 501
  | 507;

export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: ErrorStatus;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ErrorStatus,
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
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  return c.json(
    errorBody(error, { requestId: c.get('requestId'), clientRequestId: c.get('clientRequestId'), nowMs }),
    error.status,
  );
}

export function errorBody(
  error: GraphError,
  about: { requestId: string; clientRequestId: string; nowMs: number },
): object {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(about.nowMs).toISOString().slice(0, 19),
        'request-id': about.requestId,
        'client-request-id': about.clientRequestId,
      },
    },
  };
}

export const accessDenied = (): GraphError =>
  new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const badRequest = (message: string, code = 'BadRequest'): GraphError =>
  new GraphError(400, code, message);

/** The gateway's parser of URLs refuses before the mailbox is asked. */
export const badUri = (message: string): GraphError => badRequest(message, 'RequestBroker--ParseUri');

export const notImplemented = (what: string): GraphError =>
  new GraphError(501, 'NotImplemented', `The sandbox has no ${what}.`);
