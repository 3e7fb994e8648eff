// Submission until the sign-in (RFC 6409, RFC 5321, RFC 4954 AUTH, RFC 3207 STARTTLS, RFC 2920, RFC 3030): AUTH PLAIN and
// LOGIN, and what may be said before. No mail is taken here: MAIL is refused, or, where the client's network may stand
// for it, is the first line that the server behind hears. docs/adr/0099-before-the-sign-in.md

import type { MailgrantError } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseSmtpCommand } from '../../wire/smtp/command.ts';
import { formatSmtpReply } from '../../wire/smtp/reply.ts';
import { isForeignTalk } from './foreign-talk.ts';
import type { Front, FrontAction, FrontOptions, UpstreamGreeting } from './front.ts';
import { beginExchange, type ExchangeStep, passwordMechanisms } from './password-exchange.ts';
import { plainLine, refusalKind, refusalText } from './refusal.ts';
import { extensionsOf } from './smtp-extensions.ts';
import { mailRefusal, signInRefusal } from './smtp-refusals.ts';

export interface SmtpFrontOptions extends FrontOptions {
  /** The doorkeeper is asked whether the client's network stands for it, when it begins with MAIL. Default: it is not. */
  readonly asksForNetwork?: boolean | undefined;
  /** EHLO has `AUTH=PLAIN LOGIN` as well, for clients older than RFC 2554. Default: it has not. */
  readonly oldAuthLine?: boolean | undefined;
}

type State =
  | { readonly kind: 'commands' }
  | { readonly kind: 'exchange'; readonly step: Extract<ExchangeStep, { kind: 'challenge' }> }
  /** The bytes of a BDAT that is refused: they follow the command whatever we say, and are no commands. */
  | { readonly kind: 'chunk'; left: number }
  /** In a line that does not fit. */
  | { readonly kind: 'overlong'; skipped: number; readonly enhanced: string }
  /** A sign-in is wished for; what comes meanwhile is kept. `mail`: the line that the server is to hear first. */
  | { readonly kind: 'waiting'; readonly mail: Buffer | undefined }
  /** TLS is wished for; what comes meanwhile is dropped. */
  | { readonly kind: 'securing' }
  | { readonly kind: 'signed-in'; readonly mail: Buffer | undefined }
  | { readonly kind: 'ended' };

/** A line that is too long is read to its end and refused, up to here; who goes on is not speaking SMTP. */
const overlongBytesMax = 1_048_576;

export class SmtpFront implements Front {
  readonly #options: SmtpFrontOptions;
  readonly #queue = new ByteQueue();
  #state: State = { kind: 'commands' };
  #secure: boolean;
  #offersTls: boolean;
  #greeted = false;
  #errors = 0;
  #failedSignIns = 0;

  constructor(options: SmtpFrontOptions) {
    this.#options = options;
    this.#secure = options.secure;
    this.#offersTls = options.offersTls;
  }

  greet(): FrontAction[] {
    return [say(220, undefined, `${this.#name} ESMTP service is ready`)];
  }

  push(bytes: Buffer): FrontAction[] {
    if (this.#state.kind === 'securing' || this.#state.kind === 'ended') return [];
    this.#queue.push(bytes);
    return this.#answerAll();
  }

  secured(): FrontAction[] {
    this.#secure = true;
    this.#offersTls = false;
    this.#state = { kind: 'commands' };
    return [];
  }

  signedIn(_upstream: UpstreamGreeting): FrontAction[] {
    const mail = this.#state.kind === 'waiting' ? this.#state.mail : undefined;
    this.#state = { kind: 'signed-in', mail };
    // Who has not asked to sign in is waiting for the answer to its MAIL, which is the server's.
    return mail ? [] : [say(235, '2.7.0', 'Authentication successful')];
  }

  refused(error: MailgrantError): FrontAction[] {
    const byNetwork = this.#state.kind === 'waiting' && this.#state.mail !== undefined;
    const { code, enhanced } = (byNetwork ? mailRefusal : signInRefusal)[refusalKind(error)];
    this.#failedSignIns += 1;
    this.#state = { kind: 'commands' };
    const reply = say(code, enhanced, refusalText(error));
    if (this.#failedSignIns >= this.#options.limits.signInsMax) {
      return [reply, ...this.#close('4.7.0', 'Too many sign-ins have failed', 'too-many-sign-ins')];
    }
    return [reply, ...this.#answerAll()];
  }

  shutDown(error: MailgrantError): FrontAction[] {
    return this.#state.kind === 'ended' ? [] : this.#close('4.3.2', refusalText(error), 'shut-down');
  }

  get hasRest(): boolean {
    return this.#queue.length > 0;
  }

  takeRest(): Buffer {
    const rest = this.#queue.takeAll();
    const mail = this.#state.kind === 'signed-in' ? this.#state.mail : undefined;
    if (!mail) return rest;
    this.#state = { kind: 'signed-in', mail: undefined };
    return Buffer.concat([mail, rest]);
  }

  /** A domain, as a reply begins with one (RFC 5321 section 4.2). */
  get #name(): string {
    return plainLine(this.#options.name).replace(/ .*/, '') || 'localhost';
  }

  #answerAll(): FrontAction[] {
    const actions: FrontAction[] = [];
    for (;;) {
      const more = this.#answerNext();
      if (!more) return actions;
      actions.push(...more);
    }
  }

  /** Undefined while there is nothing to answer. */
  #answerNext(): FrontAction[] | undefined {
    const state = this.#state;
    switch (state.kind) {
      case 'commands':
      case 'exchange': {
        const line = this.#queue.takeLine(this.#options.limits.lineBytesMax);
        if (line !== 'too-long') return line && this.#answer(line);
        // 5.5.6 is RFC 4954's for a line of the exchange, which is over then.
        const enhanced = state.kind === 'exchange' ? '5.5.6' : '5.5.2';
        this.#state = { kind: 'overlong', skipped: 0, enhanced };
        return this.#skipLine(this.#state);
      }
      case 'overlong':
        return this.#skipLine(state);
      case 'chunk':
        state.left -= this.#queue.skip(state.left);
        if (state.left > 0) return undefined;
        this.#state = { kind: 'commands' };
        return this.#early('BDAT');
      case 'waiting':
      case 'securing':
      case 'signed-in':
      case 'ended':
        return undefined;
    }
  }

  #answer(whole: Buffer): FrontAction[] {
    const line = withoutLineEnd(whole);
    if (this.#state.kind === 'exchange') return this.#take(this.#state.step.answer(line));
    if (isForeignTalk(line)) return this.#close('4.7.0', 'This is an SMTP server', 'not-smtp');
    const { verb, text } = parseSmtpCommand(line) ?? { verb: '', text: '' };
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        return this.#hello(verb, text);
      case 'STARTTLS':
        return this.#startTls(text);
      case 'AUTH':
        return this.#authenticate(text);
      case 'MAIL':
        return this.#mail(line);
      case 'RCPT':
      case 'DATA':
        return this.#early(verb);
      case 'BDAT':
        return this.#chunk(text);
      case 'RSET':
        if (text !== '') return this.#mistake(501, '5.5.4', 'RSET takes no argument');
        return [say(250, '2.0.0', 'Nothing to forget')];
      case 'NOOP':
        return [say(250, '2.0.0', 'OK')];
      case 'VRFY':
        return [say(252, '2.0.0', 'Send a message, and it will show')];
      case 'HELP':
        return [
          say(214, '2.0.0', 'EHLO, STARTTLS, AUTH PLAIN or LOGIN with an app password, then mail; QUIT'),
        ];
      case 'QUIT':
        return [say(221, '2.0.0', 'Goodbye'), ...this.#end('logout')];
      case 'LHLO':
        return this.#mistake(500, '5.5.1', 'This is SMTP, not LMTP: say EHLO');
      case 'EXPN':
      case 'ETRN':
      case 'TURN':
        return this.#mistake(502, '5.5.1', `${verb} is not offered`);
      default:
        return this.#mistake(500, '5.5.2', 'Unknown command');
    }
  }

  #hello(verb: 'EHLO' | 'HELO', client: string): FrontAction[] {
    // What it calls itself is not used for anything, and scanners call themselves many things.
    if (client === '') return this.#mistake(501, '5.5.4', `${verb} takes the name of the client`);
    this.#greeted = true;
    if (verb === 'HELO') return [say(250, undefined, this.#name)];
    const { behind, oldAuthLine = false } = this.#options;
    const auth = passwordMechanisms.join(' ');
    const lines = [
      this.#name,
      ...extensionsOf(behind),
      ...(this.#secure ? [`AUTH ${auth}`] : []),
      ...(this.#secure && oldAuthLine ? [`AUTH=${auth}`] : []),
      ...(this.#offersTls ? ['STARTTLS'] : []),
    ];
    return [say(250, undefined, ...lines)];
  }

  #startTls(text: string): FrontAction[] {
    if (text !== '') return this.#mistake(501, '5.5.4', 'STARTTLS takes no argument');
    if (!this.#offersTls) return this.#mistake(503, '5.5.1', 'STARTTLS is not offered on this connection');
    // RFC 3207 section 4.2: whatever was said in clear text counts for nothing, commands in the buffer least of all.
    this.#queue.takeAll();
    this.#greeted = false;
    this.#state = { kind: 'securing' };
    return [say(220, '2.0.0', 'Begin TLS'), { kind: 'start-tls' }];
  }

  /** Behind HELO as well: RFC 4954 wants EHLO, and old scanners say HELO and sign in. */
  #authenticate(text: string): FrontAction[] {
    if (!this.#greeted) return this.#mistake(503, '5.5.1', 'Say EHLO first');
    if (!this.#secure) return this.#mistake(538, '5.7.11', `No password in clear text: ${this.#remedy}`);
    const [mechanism = '', initial, ...more] = text.split(/[ \t]+/);
    if (mechanism === '' || more.length > 0) {
      return this.#mistake(501, '5.5.4', 'AUTH takes a mechanism and perhaps one response');
    }
    const step = beginExchange(mechanism, initial);
    if (step) return this.#take(step);
    const offered = passwordMechanisms.join(' and ');
    return this.#mistake(504, '5.5.4', `There is ${offered} here, with an app password`);
  }

  #take(step: ExchangeStep): FrontAction[] {
    this.#state = { kind: 'commands' };
    switch (step.kind) {
      case 'challenge':
        this.#state = { kind: 'exchange', step };
        return [say(334, undefined, step.base64)];
      case 'credentials':
        this.#state = { kind: 'waiting', mail: undefined };
        return [{ kind: 'sign-in', credentials: step.credentials }];
      case 'cancelled':
        return [say(501, '5.7.0', 'Cancelled')];
      case 'malformed':
        return this.#mistake(501, '5.5.2', plainLine(step.why));
    }
  }

  #mail(line: Buffer): FrontAction[] {
    if (!this.#greeted) return this.#mistake(503, '5.5.1', 'Say EHLO first');
    if (this.#options.asksForNetwork) {
      this.#state = { kind: 'waiting', mail: Buffer.concat([line, Buffer.from('\r\n')]) };
      return [{ kind: 'sign-in-by-network' }];
    }
    return this.#signInFirst();
  }

  /** What belongs behind MAIL. RFC 4954 section 6 wants 530 of every command that waits for a sign-in, not of MAIL alone. */
  #early(verb: string): FrontAction[] {
    if (this.#greeted && !this.#options.asksForNetwork) return this.#signInFirst();
    return this.#mistake(503, '5.5.1', `MAIL comes before ${verb}`);
  }

  #signInFirst(): FrontAction[] {
    const remedy = this.#secure ? 'say AUTH, with an app password' : this.#remedy;
    return this.#mistake(530, '5.7.0', `Sign in first: ${remedy}`);
  }

  #chunk(text: string): FrontAction[] {
    const [, size] = /^(\d{1,15})(?:[ \t]+LAST)?$/i.exec(text) ?? [];
    if (size === undefined) return this.#mistake(501, '5.5.4', 'BDAT takes a size and perhaps LAST');
    this.#state = { kind: 'chunk', left: Number(size) };
    return [];
  }

  #skipLine(state: Extract<State, { kind: 'overlong' }>): FrontAction[] | undefined {
    const bytes = this.#queue.takeAll();
    const end = bytes.indexOf(0x0a);
    state.skipped += end < 0 ? bytes.length : end + 1;
    if (state.skipped > overlongBytesMax) return this.#close('4.7.0', 'The line has no end', 'line-too-long');
    if (end < 0) return undefined;
    this.#queue.push(bytes.subarray(end + 1));
    this.#state = { kind: 'commands' };
    return this.#mistake(500, state.enhanced, 'The line is too long');
  }

  get #remedy(): string {
    return this.#offersTls ? 'say STARTTLS' : 'connect with TLS';
  }

  #mistake(code: number, enhanced: string, text: string): FrontAction[] {
    this.#errors += 1;
    if (this.#errors <= this.#options.limits.errorsMax) return [say(code, enhanced, text)];
    return this.#close('4.7.0', 'Too many errors', 'too-many-errors');
  }

  /** RFC 5321 section 3.8: a server that hangs up says 421. */
  #close(enhanced: string, text: string, why: string): FrontAction[] {
    return [say(421, enhanced, text), ...this.#end(why)];
  }

  #end(why: string): FrontAction[] {
    this.#queue.takeAll();
    this.#state = { kind: 'ended' };
    return [{ kind: 'end', why }];
  }
}

function say(code: number, enhanced: string | undefined, ...lines: readonly string[]): FrontAction {
  return { kind: 'send', bytes: formatSmtpReply({ code, enhanced, lines }) };
}
