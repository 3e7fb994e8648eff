// Into a submission server with a token (RFC 6409, RFC 4954): EHLO, STARTTLS, EHLO again, AUTH. A token is as a rule longer
// than a command may be, so it comes in a line of its own.

import { fail } from '../../errors/error.ts';
import { replyError, type SmtpSituation, signInReplyError } from '../../mail/smtp/refusals.ts';
import { parseSmtpReplyLine } from '../../wire/smtp/reply.ts';
import { signInOn, type UpstreamLine } from './line.ts';
import { challengeTold, type Mechanism, mechanismFor } from './mechanism.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from './upstream.ts';

/**
 * RFC 4954 section 4: an initial response must not make the command longer than RFC 5321 section 4.5.3.1.4 has it. The line
 * of a response may be: 12,288 octets are what RFC 4954 takes for enough.
 */
const commandBytesMax = 512;
const replyLinesMax = 100;

/**
 * @throws `mail-token-refused`, `mail-smtp-auth-disabled`, `mail-sign-in-blocked`, `mail-not-connected`, `mail-throttled`,
 *   `mail-xoauth2-missing`, `mail-starttls-missing`, `mail-connection-lost`, `mail-refused`, `mail-timeout`, `net-...`,
 *   `tls-...` and others
 */
export function connectSmtp(request: UpstreamRequest, tools: UpstreamTools): Promise<Upstream> {
  return signInOn(request, tools, async (line) => {
    const dialogue = new Dialogue(line, request);
    await dialogue.greeting();
    let offer = await dialogue.hello();
    if (request.server.security === 'starttls') {
      await dialogue.startTls(offer, tools);
      offer = await dialogue.hello();
    }
    const text = await dialogue.authenticate(mechanismFor(request, mechanismsOf(offer)));
    return { capabilities: offer.filter(worksHere), text };
  });
}

interface Reply {
  readonly code: number;
  /** Without the code. */
  readonly lines: readonly string[];
}

class Dialogue {
  readonly #line: UpstreamLine;
  readonly #request: UpstreamRequest;

  constructor(line: UpstreamLine, request: UpstreamRequest) {
    this.#line = line;
    this.#request = request;
  }

  async greeting(): Promise<void> {
    const reply = await this.#reply('the greeting');
    if (reply.code !== 220) throw this.#refused(reply, 'the greeting');
  }

  /** @returns the keywords and what stands behind them */
  async hello(): Promise<readonly string[]> {
    const reply = await this.#ask(`EHLO ${this.#request.name}`, 'EHLO');
    if (reply.code !== 250) throw this.#refused(reply, 'EHLO');
    return reply.lines.slice(1).map((line) => line.trim());
  }

  async startTls(offer: readonly string[], tools: UpstreamTools): Promise<void> {
    const missing = (answer: string): Error => {
      const { host, port } = this.#request.server;
      return fail('mail-starttls-missing', { host, port, answer });
    };
    if (!offer.some((line) => /^starttls$/i.test(line))) throw missing(offer.join(', ') || 'nothing');
    const reply = await this.#ask('STARTTLS', 'STARTTLS');
    if (reply.code !== 220) throw missing(whole(reply));
    await this.#line.secure(tools);
  }

  /** @returns the text of the answer */
  async authenticate({ name, response, acknowledgement }: Mechanism): Promise<string> {
    const command = `AUTH ${name} ${response}`;
    const inOne = command.length + 2 <= commandBytesMax;
    const doing = 'the sign-in';
    let reply = await this.#ask(inOne ? command : `AUTH ${name}`, doing);
    if (reply.code === 334 && !inOne) reply = await this.#ask(response, doing);
    let explanation = '';
    if (reply.code === 334) {
      explanation = challengeTold(reply.lines[0] ?? '');
      reply = await this.#ask(acknowledgement, doing);
    }
    if (reply.code === 235) return reply.lines.join(' ');
    const refused = { code: reply.code, text: `${whole(reply)}${explanation}` };
    throw signInReplyError(refused, this.#situation);
  }

  async #ask(command: string, doing: string): Promise<Reply> {
    this.#line.say(`${command}\r\n`);
    return this.#reply(doing);
  }

  async #reply(doing: string): Promise<Reply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#line.line();
      const parsed = parseSmtpReplyLine(line);
      if (!parsed || lines.length >= replyLinesMax) {
        const answer = JSON.stringify(line.toString('latin1').slice(0, 200));
        throw fail('mail-answer-not-understood', { host: this.#request.server.host, doing, answer });
      }
      lines.push(parsed.text);
      if (parsed.last) return { code: parsed.code, lines };
    }
  }

  #refused(reply: Reply, doing: string): Error {
    return replyError({ code: reply.code, text: whole(reply) }, doing, this.#situation);
  }

  get #situation(): SmtpSituation {
    const { server, user, token, account } = this.#request;
    const { host, port } = server;
    return { host, port, account: account ?? token.username, sender: user, recipients: [] };
  }
}

function whole({ code, lines }: Reply): string {
  return `${code} ${lines.join(' ')}`.trim();
}

/** `AUTH LOGIN XOAUTH2`, and `AUTH=` of servers that are older than RFC 2554. Undefined where there is none. */
function mechanismsOf(offer: readonly string[]): readonly string[] | undefined {
  const lines = offer.filter((line) => /^auth[ =]/i.test(line));
  // Asked all the same: its refusal is clearer than that of an anonymous MAIL FROM.
  return lines.length === 0 ? undefined : lines.flatMap((line) => line.toUpperCase().split(/[ =]+/).slice(1));
}

/**
 * What a client may make use of behind us. Others are about the sign-in (AUTH, STARTTLS), about servers among themselves
 * (XCLIENT, X-EXPS, XOORG), or unknown.
 */
const keywords: ReadonlySet<string> = new Set([
  'SIZE',
  '8BITMIME',
  'BINARYMIME',
  'CHUNKING',
  'PIPELINING',
  'DSN',
  'SMTPUTF8',
  'ENHANCEDSTATUSCODES',
  'DELIVERBY',
  'FUTURERELEASE',
  'MT-PRIORITY',
  'REQUIRETLS',
  'LIMITS',
]);

function worksHere(line: string): boolean {
  return keywords.has(line.split(' ', 1)[0]?.toUpperCase() ?? '');
}
