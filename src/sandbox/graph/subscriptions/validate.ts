// The handshake: an endpoint proves that it wants notifications by giving a token back within ten seconds.

import { randomUUID } from 'node:crypto';
import { DeadlineExceeded, withDeadline } from '../../../base/deadline.ts';
import type { GraphDesk } from '../context.ts';
import { badRequest } from '../error.ts';

const limitMs = 10_000;
const answerBytesMax = 4096;

/** @throws GraphError 400 with what was wrong with the answer. */
export async function validateEndpoint(
  desk: Pick<GraphDesk, 'clock' | 'fetch' | 'log'>,
  notificationUrl: string,
  closed: AbortSignal,
): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const url = new URL(notificationUrl);
  url.searchParams.set('validationToken', token);
  let answer: { status: number; type: string; text: string };
  try {
    answer = await withDeadline({ clock: desk.clock, limitMs, signal: closed }, async (signal) => {
      const response = await desk.fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain; charset=utf-8' },
        redirect: 'manual',
        signal,
      });
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        text: await beginning(response),
      };
    });
  } catch (error) {
    desk.log.info('sandbox.subscription.unreachable', { url: notificationUrl, error });
    throw badRequest(
      error instanceof DeadlineExceeded ? 'Subscription validation request timed out.' : mustRespond,
      'ValidationError',
    );
  }
  if (answer.status !== 200) {
    const name = statusNames[answer.status] ?? String(answer.status);
    throw badRequest(
      `Subscription validation request failed. HTTP status code is '${name}'.`,
      'ValidationError',
    );
  }
  if (!/^text\/plain\b/i.test(answer.type) || answer.text !== token)
    throw badRequest(mustRespond, 'ValidationError');
}

const mustRespond =
  'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.';

/** The service's own names for what an endpoint may answer. */
const statusNames: Readonly<Record<number, string>> = {
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  301: 'MovedPermanently',
  302: 'Found',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  415: 'UnsupportedMediaType',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** A token is short: what an endpoint says beyond that is not read. */
async function beginning(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return '';
  for await (const piece of response.body) {
    pieces.push(piece);
    size += piece.length;
    if (size > answerBytesMax) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}
