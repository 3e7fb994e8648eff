// Where Graph's change notifications come in: a small HTTP listener on loopback, behind whatever brings requests from
// outside. Answers the validation, checks who speaks, answers within Graph's three seconds, hands over afterwards.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Logger, silentLogger } from '../../base/logger.ts';
import { Secret } from '../../base/secret.ts';
import { bind } from '../../net/listen.ts';

export interface ChangeNotification {
  readonly subscriptionId: string;
  readonly changeType: string;
  /** For example `Users/<id>/Messages/<id>`. */
  readonly resource: string;
  /** Id of the message, where the notification carries one. */
  readonly messageId: string | undefined;
}

export interface NotificationReceiver {
  /** To be named as `notificationUrl`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  /** What Graph was told as `clientState`. A notification without it is somebody else's and is dropped. */
  readonly clientState: Secret;
  readonly onNotification: (notification: ChangeNotification) => void;
  readonly host?: string;
  readonly port?: number;
  readonly log?: Logger;
}

const path = '/notifications';
/** Notifications carry ids, not messages; Graph sends batches. */
const bodyBytesMax = 1024 * 1024;
/** Graph's own sentence with a GUID is about 120 characters. */
const validationCharsMax = 4096;
const requestLimitMs = 10_000;

/** @throws `port-taken` and the other errors of listening */
export async function openNotificationReceiver(options: ReceiverOptions): Promise<NotificationReceiver> {
  const log = options.log ?? silentLogger;
  const server = createServer(
    { requestTimeout: requestLimitMs, maxHeaderSize: 16 * 1024 },
    (request, response) => {
      receive(request, response, { ...options, log }).catch((error: unknown) => {
        log.warn('graph.notification-failed', { error });
        response.destroy();
      });
    },
  );
  const { host, port } = await bind(server, { host: options.host, port: options.port });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  options: ReceiverOptions & { log: Logger },
): Promise<void> {
  const { log } = options;
  const url = new URL(request.url ?? '/', 'http://receiver');
  if (url.pathname !== path) return answer(response, 404);
  if (request.method !== 'POST') return answer(response, 405);
  const validation = url.searchParams.get('validationToken');
  if (validation !== null) {
    // Anybody can put text here. It goes back as plain text that no browser may take for a page.
    return validation.length > validationCharsMax ? answer(response, 400) : answer(response, 200, validation);
  }
  const body = await readBody(request);
  if (body === 'too-big') return answer(response, 413);
  const notifications = parse(body);
  if (!notifications) return answer(response, 400);
  // 202 also where the clientState is wrong: who guesses it learns nothing.
  answer(response, 202);
  for (const { clientState, ...notification } of notifications) {
    if (options.clientState.equals(new Secret(clientState))) options.onNotification(notification);
    else log.warn('graph.notification-of-a-stranger', { subscription: notification.subscriptionId });
  }
}

function answer(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string | 'too-big'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) return 'too-big';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): Array<ChangeNotification & { clientState: string }> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    // Not from Graph; the sender hears 400.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof parsed !== 'object' || parsed === null || !('value' in parsed)) return undefined;
  if (!Array.isArray(parsed.value)) return undefined;
  return parsed.value.map((entry: unknown) => {
    const fields: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {};
    const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
    const data = fields['resourceData'];
    const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
    return {
      subscriptionId: text('subscriptionId'),
      changeType: text('changeType'),
      resource: text('resource'),
      clientState: text('clientState'),
      messageId: typeof id === 'string' ? id : undefined,
    };
  });
}
