// Sending: one delivery, whatever happens on the way. Resolves when the message is sent; throws `send-outcome-unknown` where
// that cannot be known; after every other error it was certainly not sent. Why so: docs/adr/0082.

import { fail, isMailgrantError } from '../../errors/error.ts';
import type { GraphSendOutcome } from '../../mail/graph/send.ts';
import type { SmtpOutcome } from '../../mail/smtp/mail.ts';
import type { PreparedMessage, PrepareOptions } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import { messageIdOf } from '../ids/message-ref.ts';
import { SmtpRoute } from './by-smtp.ts';
import {
  type DryRun,
  namesItself,
  type RouteChosen,
  type SendOptions,
  type Sent,
  type ToSend,
} from './message.ts';
import { type Split, withPrepared } from './prepare.ts';
import { otherwise, routesToTry } from './route.ts';
import { fileCopy, plannedCopy } from './sent-copy.ts';
import { isSent, sentFolder } from './sent-items.ts';
import { settle } from './settle.ts';

interface Delivered {
  readonly chosen: RouteChosen;
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly refused: Sent['refused'];
  readonly found: boolean;
}

/** What is to be delivered, whichever way it takes. */
interface Item {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly by: (route: RouteChosen['route']) => Promise<SmtpOutcome | GraphSendOutcome>;
}

export interface SendHow extends Pick<PrepareOptions, 'renew'> {
  /** Instead of what Graph would be given: a draft that lies on the server. Undefined where it does not lie there. */
  readonly byGraph?: (() => Promise<GraphSendOutcome | undefined>) | undefined;
}

export class Sending {
  readonly #context: MailboxContext;
  readonly #smtp: SmtpRoute;

  constructor(context: MailboxContext) {
    this.#context = context;
    this.#smtp = new SmtpRoute(context);
  }

  send(message: ToSend, options: SendOptions, how: SendHow = {}): Promise<Sent> {
    const isNew = !namesItself(message);
    const work = async (prepared: PreparedMessage, split: Split): Promise<Sent> => {
      const { messageId, envelope, bytes } = prepared;
      const by: Item['by'] = async (route) => {
        if (route === 'smtp') return this.#smtp.send(prepared, options);
        const there = await how.byGraph?.();
        if (there) return there;
        // Loaded when it is used: SMTP comes first.
        const { sendByGraph } = await import('./by-graph.ts');
        return sendByGraph(this.#context, prepared, options, { split, isNew });
      };
      const item: Item = { messageId, to: envelope.to, by };
      const { chosen, ...rest } =
        (isNew ? undefined : await this.#sentBefore(item, options)) ?? (await this.#deliver(item, options));
      const { signal, sentCopy: choice = 'auto' } = options;
      const { route } = chosen;
      const about = { route, choice, host: this.#host(route), reply: rest.reply, signal };
      const sentCopy = rest.found
        ? ({ by: 'server' } as const)
        : await fileCopy(this.#context, prepared, about);
      return { ...chosen, ...rest, messageId, bytes, sentCopy };
    };
    return withPrepared(this.#context.world, message, work, how);
  }

  /** What the server has already, and sends by itself: nothing of it is fetched. */
  async sendThere(
    draft: { readonly messageId: string; readonly to: readonly string[] },
    options: SendOptions,
    byGraph: () => Promise<GraphSendOutcome>,
  ): Promise<Sent> {
    const item: Item = { ...draft, by: byGraph };
    const { chosen, ...rest } =
      (await this.#sentBefore(item, options)) ?? (await this.#deliver(item, options));
    const { messageId } = draft;
    return { ...chosen, ...rest, messageId, bytes: undefined, sentCopy: { by: 'server' } };
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

  async #deliver(item: Item, options: SendOptions): Promise<Delivered> {
    let because: string | undefined;
    let last: Error | undefined;
    for (const way of routesToTry(this.#context, options)) {
      const chosen = { ...way, because: because ?? way.because };
      const outcome = await item.by(way.route);
      if (outcome.outcome === 'sent') {
        const { reply, accepted = item.to, refused = [] } = outcome;
        return { chosen, reply, accepted, refused, found: false };
      }
      if (outcome.outcome === 'unknown') return this.#settle(item, chosen, outcome, options);
      last ??= outcome.error;
      because = otherwise(this.#context, outcome.error);
      // Where Graph may not send for the account, it is no way, and the first failure is what keeps it from sending.
      const isNoWay = isMailgrantError(outcome.error) && outcome.error.code === 'graph-access-denied';
      if (because === undefined) throw isNoWay ? last : outcome.error;
    }
    // The first failure is about the way that should have worked.
    throw last ?? new Error('there is no way to send');
  }

  /** The answer is lost: the draft and Sent Items know, if anybody does. */
  async #settle(
    { messageId, to }: Item,
    chosen: RouteChosen,
    outcome: { readonly error: Error; readonly draft?: string },
    { signal }: SendOptions,
  ): Promise<Delivered> {
    const settled = await settle(this.#context, { messageId, draft: outcome.draft }, signal);
    if (settled.sent) {
      const reply = 'the answer was lost; it is in Sent Items';
      return { chosen, reply, accepted: to, refused: [], found: true };
    }
    const { looked } = settled;
    const host = this.#host(chosen.route);
    const account = this.#context.world.account.ref;
    const named = { messageId, subject: '', sentAtMs: undefined, from: undefined };
    const sentId = messageIdOf('sent', named);
    throw fail(
      'send-outcome-unknown',
      { account, host, messageId, looked, sentId },
      { cause: outcome.error },
    );
  }

  /** A caller who names the message may be repeating a send whose end is not known. */
  async #sentBefore(item: Item, options: SendOptions): Promise<Delivered | undefined> {
    const sent = await sentFolder(this.#context, options.signal);
    const found = sent && (await isSent(sent, item.messageId, options.signal));
    if (!found) return undefined;
    const [chosen] = routesToTry(this.#context, options);
    const { route } = chosen as RouteChosen;
    return {
      chosen: { route, because: 'nothing was sent: it is in Sent Items already' },
      reply: 'it is in Sent Items already',
      accepted: item.to,
      refused: [],
      found: true,
    };
  }

  #host(route: RouteChosen['route']): string {
    const { servers } = this.#context.world;
    return route === 'smtp' ? servers.smtp.host : new URL(servers.graph).host;
  }
}
