// A prepared message through the submission port of the account. It signs in as the account's own mailbox, whoever the
// message is from: the right to send as another is the server's to judge (SendAs).

import type { MailboxLimits } from '../../mail/limits.ts';
import { SmtpClient } from '../../mail/smtp/client.ts';
import type { SmtpOutcome } from '../../mail/smtp/mail.ts';
import type { PreparedMessage } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import { knownOf } from '../known.ts';
import type { SendOptions } from './message.ts';
import { reportBySmtp } from './receipts.ts';

/** One client for a mailbox, so that one connection serves several messages. */
export class SmtpRoute {
  readonly #context: MailboxContext;
  #client: SmtpClient | undefined;

  constructor(context: MailboxContext) {
    this.#context = context;
  }

  get #limits(): MailboxLimits {
    return this.#context.world.limits;
  }

  async send(prepared: PreparedMessage, options: SendOptions): Promise<SmtpOutcome> {
    const { envelope, source, bytes, has8bit, needsUtf8 } = prepared;
    const { partly, signal } = options;
    const report = reportBySmtp(options.report, prepared.messageId);
    return this.#open().send({ ...envelope, source, bytes, has8bit, needsUtf8, partly, report }, signal);
  }

  #open(): SmtpClient {
    if (this.#client) return this.#client;
    const { account, tokens, signInAs, servers, dialer, clock, log } = this.#context.world;
    const door = {
      tokens,
      signInAs,
      account: account.ref,
      server: servers.smtp,
      dialer,
      clock,
      log,
      known: knownOf(this.#context.world),
    };
    const client = new SmtpClient({ door, limits: this.#limits });
    this.#client = client;
    this.#context.onClose(() => client.close());
    return client;
  }
}
