// Where Graph's change notifications come in: a small HTTP listener on loopback, behind whatever brings requests from
// outside. Answers the validation, checks who speaks, answers within Graph's three seconds, and works afterwards: hands each
// notification over once, however often it is delivered. Knows nothing of what is done with them.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../../base/clock.ts';
import { type Logger, silentLogger } from '../../base/logger.ts';
import { Secret } from '../../base/secret.ts';
import { bind } from '../../net/listen.ts';
import {
  type LifecycleEvent,
  type PostedBatch,
  type PostedNotification,
  parseBatch,
} from './notification-body.ts';
import { type SealKey, unseal } from './notification-seal.ts';
import { checkTokens, type TokenRule } from './notification-tokens.ts';

export interface ChangeNotification {
  readonly subscriptionId: string;
  readonly changeType: string;
  /** For example `Users/<id>/Messages/<id>`. */
  readonly resource: string;
  /** Id of the message, where the notification carries one. */
  readonly messageId: string | undefined;
  /** The message itself, where the subscription is a rich one and what came is Graph's. */
  readonly message: Readonly<Record<string, unknown>> | undefined;
}

export interface LifecycleNotification {
  readonly subscriptionId: string;
  readonly event: LifecycleEvent;
}

export interface NotificationReceiver {
  /** To be named as `notificationUrl`, and as `lifecycleNotificationUrl`. */
  readonly url: string;
  /** Resolves when everything that was taken has been handed over. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  /** What Graph was told as `clientState`. A notification without it is somebody else's and is dropped. */
  readonly clientState: Secret;
  readonly onNotification: (notification: ChangeNotification) => void;
  readonly onLifecycle?: ((notification: LifecycleNotification) => void) | undefined;
  /** For rich notifications: what they are opened with, and how Graph is known. Without it they are as plain ones. */
  readonly rich?: { readonly keys: readonly SealKey[]; readonly tokens: TokenRule } | undefined;
  /** The path of the public URL, where it is another than ours and is passed on as it is. */
  readonly publicPath?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly log?: Logger | undefined;
}

type Settings = ReceiverOptions & { readonly log: Logger; readonly clock: Clock; readonly told: Told };

const ownPath = '/notifications';
/** Plain notifications carry ids; sealed ones whole messages, fifty at a time. */
const bodyBytesMax = 8 * 1024 * 1024;
/** Graph's own sentence with a GUID is about 120 characters. */
const validationCharsMax = 4096;
const requestLimitMs = 10_000;
/** Node looks at late requests as often as this. */
const lookEveryMs = 2_000;
/** Graph delivers again for four hours what it believes lost; a mailbox makes fewer changes in that time. */
const toldMax = 20_000;

/** @throws `port-taken` and the other errors of listening */
export async function openNotificationReceiver(options: ReceiverOptions): Promise<NotificationReceiver> {
  const log = options.log ?? silentLogger;
  const settings = { ...options, log, clock: options.clock ?? systemClock(), told: new Told() };
  // One after the other: notifications are handed over in the order in which they came.
  let work = Promise.resolve();
  const server = createServer(
    {
      requestTimeout: requestLimitMs,
      headersTimeout: requestLimitMs,
      connectionsCheckingInterval: lookEveryMs,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      receive(request, response, settings).then(
        (batch) => {
          if (!batch) return;
          work = work
            .then(() => handOver(batch, settings))
            .catch((error: unknown) => log.error('graph.notification-failed', { error }));
        },
        (error: unknown) => {
          log.warn('graph.notification-unread', { error });
          response.destroy();
        },
      );
    },
  );
  const { host, port } = await bind(server, { host: options.host, port: options.port });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}${ownPath}`,
    settle: () => work,
    close: async () => {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
      await work;
    },
  };
}

/** Answers. What is to be worked on afterwards is returned. */
async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  options: Settings,
): Promise<PostedBatch | undefined> {
  const url = new URL(request.url ?? '/', 'http://receiver');
  if (url.pathname !== ownPath && url.pathname !== options.publicPath) return answer(response, 404);
  if (request.method !== 'POST') return answer(response, 405);
  const validation = url.searchParams.get('validationToken');
  if (validation !== null) {
    // Anybody can put text here. It goes back as plain text that no browser may take for a page.
    return validation.length > validationCharsMax ? answer(response, 400) : answer(response, 200, validation);
  }
  const body = await readBody(request);
  if (body === 'too-big') return answer(response, 413);
  const batch = parseBatch(body);
  if (!batch) return answer(response, 400);
  // 202 also where the clientState is wrong: who guesses it learns nothing.
  answer(response, 202);
  return batch;
}

async function handOver(batch: PostedBatch, options: Settings): Promise<void> {
  const { log, told, rich, clock } = options;
  const known = batch.notifications.filter((notification) => isOurs(notification, options));
  const sealed = known.some(({ encryptedContent }) => encryptedContent);
  const verdict =
    sealed && rich ? await checkTokens(batch.validationTokens, rich.tokens, clock.now()) : undefined;
  if (verdict?.kind === 'bad') {
    log.warn('graph.notification-of-a-stranger', { reason: verdict.reason });
    return;
  }
  for (const notification of known) {
    const { subscriptionId, changeType, lifecycleEvent, resource, messageId, tenantId } = notification;
    if (lifecycleEvent) {
      // These repeat themselves on purpose, until somebody does something.
      options.onLifecycle?.({ subscriptionId, event: lifecycleEvent });
      continue;
    }
    if (notification.delivery !== undefined && told.before(notification.delivery)) continue;
    const vouched = verdict?.kind === 'good' && verdict.tenants.has(tenantId.toLowerCase());
    const message = vouched ? messageIn(notification, options) : undefined;
    options.onNotification({ subscriptionId, changeType, resource, messageId, message });
  }
}

function isOurs({ clientState, subscriptionId }: PostedNotification, options: Settings): boolean {
  if (options.clientState.equals(new Secret(clientState))) return true;
  options.log.warn('graph.notification-of-a-stranger', { subscription: subscriptionId });
  return false;
}

/** Without what cannot be opened it is still news that something has changed. */
function messageIn(
  { encryptedContent, subscriptionId }: PostedNotification,
  { rich, log }: Settings,
): Readonly<Record<string, unknown>> | undefined {
  if (!encryptedContent || !rich) return undefined;
  const unsealed = unseal(encryptedContent, rich.keys);
  if (unsealed.kind === 'opened') return unsealed.resource;
  log.warn('graph.notification-sealed', { subscription: subscriptionId, reason: unsealed.reason });
  return undefined;
}

/** Graph delivers again what was not answered in time, and sometimes what was. */
class Told {
  readonly #digests = new Set<string>();

  /** True where the same has been told already. Remembers it. */
  before(text: string): boolean {
    const digest = createHash('sha256').update(text).digest('base64');
    if (this.#digests.has(digest)) return true;
    if (this.#digests.size >= toldMax) {
      const [oldest] = this.#digests;
      if (oldest !== undefined) this.#digests.delete(oldest);
    }
    this.#digests.add(digest);
    return false;
  }
}

function answer(response: ServerResponse, status: number, text = ''): undefined {
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
