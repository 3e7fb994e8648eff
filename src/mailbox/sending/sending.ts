// Sending: one delivery, whatever happens on the way. Resolves when the message is sent; throws `send-outcome-unknown` where
// that cannot be known; after every other error it was certainly not sent. Why so: docs/adr/0082.

import { fail } from '../../errors/error.ts';
import type { GraphSendOutcome } from '../../mail/graph/send.ts';
import type { SmtpOutcome } from '../../mail/smtp/mail.ts';
import type { PreparedMessage, PrepareOptions } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import { SmtpRoute } from './by-smtp.ts';
import type { DryRun, RouteChosen, SendOptions, Sent, ToSend } from './message.ts';
import { type Split, withPrepared } from './prepare.ts';
import { otherwise, routesToTry } from './route.ts';
import { fileCopy, plannedCopy } from './sent-copy.ts';
import { findSent, sentFolder, waitForSent } from './sent-items.ts';

interface Delivered {
  readonly chosen: RouteChosen;
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly refused: Sent['refused'];
  readonly found: boolean;
}

export class Sending {
  readonly #context: MailboxContext;
  readonly #smtp: SmtpRoute;

  constructor(context: MailboxContext) {
    this.#context = context;
    this.#smtp = new SmtpRoute(context);
  }

  send(message: ToSend, options: SendOptions, how: Pick<PrepareOptions, 'renew'> = {}): Promise<Sent> {
    const work = async (prepared: PreparedMessage, split?: Split): Promise<Sent> => {
      const delivered =
        (namesItself(message) ? await this.#sentBefore(prepared, options) : undefined) ??
        (await this.#deliver(prepared, options, split));
      const { chosen, ...rest } = delivered;
      const { signal, sentCopy: choice = 'auto' } = options;
      const { route } = chosen;
      const about = { route, choice, host: this.#host(route), reply: rest.reply, signal };
      const sentCopy = rest.found
        ? ({ by: 'server' } as const)
        : await fileCopy(this.#context, prepared, about);
      return { ...chosen, ...rest, messageId: prepared.messageId, bytes: prepared.bytes, sentCopy };
    };
    return withPrepared(this.#context.world, message, work, how);
  }

  /** What `send` would do, without a connection. */
  dryRun(message: ToSend, options: SendOptions): Promise<DryRun> {
    return withPrepared(this.#context.world, message, (prepared) => {
      const [chosen] = routesToTry(this.#context, options);
      const { route, because } = chosen as RouteChosen;
      const { messageId, envelope, hidden, header, bytes } = prepared;
      const host = this.#host(route);
      const user = this.#context.world.account.address;
      const sentCopy = plannedCopy(route, host, options.sentCopy ?? 'auto');
      return Promise.resolve({
        route,
        because,
        messageId,
        envelope,
        hidden,
        header,
        bytes,
        host,
        user,
        sentCopy,
      });
    });
  }

  async #deliver(
    prepared: PreparedMessage,
    options: SendOptions,
    split: Split | undefined,
  ): Promise<Delivered> {
    let because: string | undefined;
    let last: Error | undefined;
    for (const way of routesToTry(this.#context, options)) {
      const chosen = { ...way, because: because ?? way.because };
      const outcome = await this.#by(way.route, prepared, options, split);
      if (outcome.outcome === 'sent') {
        const { reply, accepted = prepared.envelope.to, refused = [] } = outcome;
        return { chosen, reply, accepted, refused, found: false };
      }
      if (outcome.outcome === 'unknown') return this.#settle(prepared, chosen, outcome.error, options);
      last ??= outcome.error;
      because = otherwise(this.#context, outcome.error);
      if (because === undefined) throw outcome.error;
    }
    // The first failure is about the way that should have worked.
    throw last ?? new Error('there is no way to send');
  }

  async #by(
    route: RouteChosen['route'],
    prepared: PreparedMessage,
    options: SendOptions,
    split: Split | undefined,
  ): Promise<SmtpOutcome | GraphSendOutcome> {
    if (route === 'smtp') return this.#smtp.send(prepared, options);
    // Loaded when it is used: SMTP comes first.
    const { sendByGraph } = await import('./by-graph.ts');
    return sendByGraph(this.#context, prepared, options, split);
  }

  /** The answer is lost: Sent Items knows, if anybody does. */
  async #settle(
    prepared: PreparedMessage,
    chosen: RouteChosen,
    error: Error,
    options: SendOptions,
  ): Promise<Delivered> {
    const { messageId } = prepared;
    const { signal } = options;
    const unknown = (looked: string): Error =>
      fail('send-outcome-unknown', { host: this.#host(chosen.route), messageId, looked }, { cause: error });
    if (signal?.aborted) throw unknown('nobody looked into Sent Items, because the sending was called off');
    let sent: Awaited<ReturnType<typeof sentFolder>>;
    try {
      sent = await sentFolder(this.#context, signal);
      if (!sent) throw unknown('the account is not connected for anything that shows Sent Items');
      const found = await waitForSent(this.#context, sent, messageId, signal);
      if (found) {
        const accepted = prepared.envelope.to;
        return {
          chosen,
          reply: 'the answer was lost; it is in Sent Items',
          accepted,
          refused: [],
          found: true,
        };
      }
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      throw 'code' in failure && failure.code === 'send-outcome-unknown'
        ? failure
        : unknown(`looking into Sent Items failed (${failure.message})`);
    }
    throw unknown('it is not in Sent Items so far, where it was looked for six times within a minute');
  }

  /** A caller who names the message may be repeating a send whose end is not known. */
  async #sentBefore(prepared: PreparedMessage, options: SendOptions): Promise<Delivered | undefined> {
    const sent = await sentFolder(this.#context, options.signal);
    const found = sent && (await findSent(sent, prepared.messageId, options.signal));
    if (!found) return undefined;
    const [chosen] = routesToTry(this.#context, options);
    const { route } = chosen as RouteChosen;
    return {
      chosen: { route, because: 'nothing was sent: it is in Sent Items already' },
      reply: 'it is in Sent Items already',
      accepted: prepared.envelope.to,
      refused: [],
      found: true,
    };
  }

  #host(route: RouteChosen['route']): string {
    const { servers } = this.#context.world;
    return route === 'smtp' ? servers.smtp.host : new URL(servers.graph).host;
  }
}

function namesItself(message: ToSend): boolean {
  return 'raw' in message || message.messageId !== undefined;
}
