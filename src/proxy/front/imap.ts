// IMAP until the sign-in (RFC 3501, RFC 9051): CAPABILITY, ID, STARTTLS, LOGIN, AUTHENTICATE PLAIN and LOGIN with and
// without initial response (RFC 4959), literals of every kind (RFC 7888), response codes (RFC 5530). Whatever came behind
// the sign-in is the server's. docs/adr/0097-an-imap-server-until-the-sign-in.md

import { Secret } from '../../base/secret.ts';
import type { MailgrantError } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { type ImapCommand, parseImapCommand, tagOf } from '../../wire/imap/command.ts';
import { ImapFramer } from '../../wire/imap/framer.ts';
import type { Token } from '../../wire/imap/scanner.ts';
import { isForeignTalk } from './foreign-talk.ts';
import type { Front, FrontAction, FrontOptions, UpstreamGreeting } from './front.ts';
import { laterCommands, responseCode } from './imap-words.ts';
import { beginExchange, type ExchangeStep, passwordMechanisms, userProblem } from './password-exchange.ts';
import { plainLine, refusalKind, refusalText, refusalTextMax } from './refusal.ts';

type State =
  | { readonly kind: 'commands' }
  | {
      readonly kind: 'exchange';
      readonly tag: string;
      readonly step: Extract<ExchangeStep, { kind: 'challenge' }>;
    }
  /** A sign-in is wished for; what comes meanwhile is kept. */
  | { readonly kind: 'waiting'; readonly tag: string }
  /** TLS is wished for; what comes meanwhile is dropped. */
  | { readonly kind: 'securing' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'ended' };

export class ImapFront implements Front {
  readonly #options: FrontOptions;
  readonly #framer: ImapFramer;
  /** Bytes of an exchange: its lines have no literals, whatever they end with. */
  readonly #lines = new ByteQueue();
  #state: State = { kind: 'commands' };
  #secure: boolean;
  #offersTls: boolean;
  #errors = 0;
  #failedSignIns = 0;

  constructor(options: FrontOptions) {
    const { lineBytesMax, literalBytesMax } = options.limits;
    this.#options = options;
    this.#secure = options.secure;
    this.#offersTls = options.offersTls;
    // LOGIN has two literals.
    const unitBytesMax = lineBytesMax + 2 * literalBytesMax;
    this.#framer = new ImapFramer('client', { lineBytesMax, literalBytesMax, unitBytesMax });
  }

  greet(): FrontAction[] {
    const name = plainLine(this.#options.name).replace(/[[\]]/g, '');
    return [say(`* OK [CAPABILITY ${this.#capabilities()}] ${name} IMAP4 service is ready.`)];
  }

  push(bytes: Buffer): FrontAction[] {
    if (this.#state.kind === 'securing' || this.#state.kind === 'ended') return [];
    if (this.#state.kind === 'exchange') this.#lines.push(bytes);
    else this.#framer.push(bytes);
    return this.#answerAll();
  }

  secured(): FrontAction[] {
    this.#secure = true;
    this.#offersTls = false;
    this.#state = { kind: 'commands' };
    return [];
  }

  signedIn({ capabilities, text }: UpstreamGreeting): FrontAction[] {
    const tag = this.#waitingTag();
    this.#state = { kind: 'signed-in' };
    const atoms = capabilities.filter((atom) => /^[!-~]+$/.test(atom) && !/[()[\]{}%*"\\]/.test(atom));
    const code = atoms.length === 0 ? '' : `[CAPABILITY ${atoms.join(' ')}] `;
    // A text that begins with a bracket would be taken for a code.
    const said = plainLine(text).replace(/^\[+/, '').slice(0, refusalTextMax);
    return [say(`${tag} OK ${code}${said === '' ? 'Signed in.' : said}`)];
  }

  refused(error: MailgrantError): FrontAction[] {
    const tag = this.#waitingTag();
    this.#state = { kind: 'commands' };
    return this.#failed(tag, `[${responseCode[refusalKind(error)]}] ${refusalText(error)}`, () =>
      this.#answerAll(),
    );
  }

  shutDown(error: MailgrantError): FrontAction[] {
    return this.#state.kind === 'ended' ? [] : this.#bye(`[UNAVAILABLE] ${refusalText(error)}`, 'shut-down');
  }

  get hasRest(): boolean {
    return this.#lines.length + this.#framer.buffered > 0;
  }

  takeRest(): Buffer {
    return Buffer.concat([this.#lines.takeAll(), this.#framer.takeRest()]);
  }

  #waitingTag(): string {
    return this.#state.kind === 'waiting' ? this.#state.tag : '*';
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
    if (this.#state.kind === 'exchange') return this.#answerLine(this.#state.tag, this.#state.step);
    if (this.#state.kind !== 'commands') return undefined;
    const frame = this.#framer.next();
    switch (frame?.kind) {
      case undefined:
        return undefined;
      case 'unit':
        return this.#answer(frame.bytes);
      case 'literal-offered':
        // A password in clear text is refused before it is said, and nobody else gets to send what is of no use.
        if (this.#takesLiteral(this.#framer.begun)) return [say('+ Go on.')];
        return this.#answer(this.#framer.refuseLiteral());
      case 'literal-refused':
        return this.#mistake(tagOf(frame.bytes), '[TOOBIG] The literal is too long.');
      case 'broken':
        return frame.reason === 'line-too-long'
          ? this.#bye('The line is too long.', frame.reason)
          : this.#bye('[TOOBIG] The literal is too long.', frame.reason);
    }
  }

  #takesLiteral(begun: Buffer): boolean {
    const name = parseImapCommand(begun)?.name;
    return name === 'ID' || (name === 'LOGIN' && this.#secure);
  }

  #answerLine(tag: string, step: Extract<ExchangeStep, { kind: 'challenge' }>): FrontAction[] | undefined {
    const line = this.#lines.takeLine(this.#options.limits.lineBytesMax);
    if (line === undefined) return undefined;
    if (line === 'too-long') return this.#bye('The line is too long.', 'line-too-long');
    return this.#take(tag, step.answer(withoutLineEnd(line)));
  }

  #answer(unit: Buffer): FrontAction[] {
    if (isForeignTalk(unit)) return this.#bye('This is an IMAP server.', 'not-imap');
    const command = parseImapCommand(unit);
    if (!command) return this.#mistake(tagOf(unit), 'A command is a tag, a space and a name.');
    const { tag, name, args } = command;
    switch (name) {
      case 'CAPABILITY':
        return this.#bare(command, () => [
          say(`* CAPABILITY ${this.#capabilities()}`),
          say(`${tag} OK CAPABILITY completed.`),
        ]);
      case 'NOOP':
        return this.#bare(command, () => [say(`${tag} OK NOOP completed.`)]);
      case 'LOGOUT':
        return this.#bare(command, () => [
          say('* BYE Goodbye.'),
          say(`${tag} OK LOGOUT completed.`),
          ...this.#end('logout'),
        ]);
      case 'STARTTLS':
        return this.#bare(command, () => this.#startTls(tag));
      case 'ID':
        if (!args.space() || !takeIdFields(args) || !args.atEnd) {
          return this.#mistake(tag, 'ID takes NIL or a list of strings.');
        }
        return [say('* ID ("name" "mailgrant")'), say(`${tag} OK ID completed.`)];
      case 'LOGIN':
        return this.#login(command);
      case 'AUTHENTICATE':
        return this.#authenticate(command);
      default:
        return this.#mistake(tag, laterCommands.has(name) ? `Sign in before ${name}.` : 'Unknown command.');
    }
  }

  #bare({ tag, name, args }: ImapCommand, work: () => FrontAction[]): FrontAction[] {
    return args.atEnd ? work() : this.#mistake(tag, `${name} takes no arguments.`);
  }

  #capabilities(): string {
    return [
      'IMAP4rev1',
      'SASL-IR',
      'ID',
      // Behind the sign-in it is the server's parser that must bear it: Exchange's and most others' does.
      ...(this.#options.behind?.includes('LITERAL+') === false ? [] : ['LITERAL+']),
      ...(this.#offersTls ? ['STARTTLS'] : []),
      ...(this.#secure ? passwordMechanisms.map((name) => `AUTH=${name}`) : ['LOGINDISABLED']),
    ].join(' ');
  }

  #startTls(tag: string): FrontAction[] {
    if (!this.#offersTls) return this.#mistake(tag, 'STARTTLS is not offered on this connection.');
    // RFC 9051 section 11.1: what was said in clear text counts for nothing, commands in the buffer least of all.
    this.#framer.takeRest();
    this.#state = { kind: 'securing' };
    return [say(`${tag} OK Begin TLS negotiation now.`), { kind: 'start-tls' }];
  }

  #login({ tag, args }: ImapCommand): FrontAction[] {
    if (!this.#secure) return this.#unprotected(tag);
    const user = args.space() ? textOf(args.astring()) : undefined;
    const password = args.space() ? textOf(args.astring()) : undefined;
    if (user === undefined || password === undefined || !args.atEnd) {
      return this.#mistake(tag, 'LOGIN takes a user name and a password, quoted where they are no atoms.');
    }
    const problem = userProblem(user) ?? (password === '' ? 'the password is empty' : undefined);
    if (problem !== undefined) {
      return this.#failed(tag, `[AUTHENTICATIONFAILED] LOGIN: ${problem}.`, () => []);
    }
    this.#state = { kind: 'waiting', tag };
    return [{ kind: 'sign-in', credentials: { user, password: new Secret(password), mechanism: 'LOGIN' } }];
  }

  #authenticate({ tag, args }: ImapCommand): FrontAction[] {
    const mechanism = args.space() ? args.atom() : undefined;
    const initial = mechanism !== undefined && args.space() ? args.rest() : undefined;
    if (mechanism === undefined || !args.atEnd || initial === '') {
      return this.#mistake(tag, 'AUTHENTICATE takes a mechanism and perhaps one response.');
    }
    if (!this.#secure) return this.#unprotected(tag);
    const step = beginExchange(mechanism, initial);
    if (step) return this.#take(tag, step);
    const offered = passwordMechanisms.join(' and ');
    return [say(`${tag} NO [CANNOT] There is ${offered} here, with an app password.`)];
  }

  #take(tag: string, step: ExchangeStep): FrontAction[] {
    if (step.kind === 'challenge') {
      if (this.#state.kind !== 'exchange') this.#lines.push(this.#framer.takeRest());
      this.#state = { kind: 'exchange', tag, step };
      return [say(`+ ${step.base64}`)];
    }
    this.#framer.push(this.#lines.takeAll());
    this.#state = { kind: 'commands' };
    switch (step.kind) {
      case 'credentials':
        this.#state = { kind: 'waiting', tag };
        return [{ kind: 'sign-in', credentials: step.credentials }];
      case 'cancelled':
        return [say(`${tag} BAD AUTHENTICATE was cancelled.`)];
      case 'malformed':
        return this.#mistake(tag, `AUTHENTICATE: ${step.why}.`);
    }
  }

  #unprotected(tag: string): FrontAction[] {
    const remedy = this.#offersTls ? 'say STARTTLS first' : 'use TLS from the first byte';
    return [say(`${tag} NO [PRIVACYREQUIRED] No password in clear text: ${remedy}.`)];
  }

  #failed(tag: string, text: string, goOn: () => FrontAction[]): FrontAction[] {
    this.#failedSignIns += 1;
    const reply = say(`${tag} NO ${text}`);
    if (this.#failedSignIns < this.#options.limits.signInsMax) return [reply, ...goOn()];
    return [reply, ...this.#bye('Too many sign-ins have failed.', 'too-many-sign-ins')];
  }

  #mistake(tag: string | undefined, text: string): FrontAction[] {
    this.#errors += 1;
    const reply = say(`${tag ?? '*'} BAD ${text}`);
    if (this.#errors <= this.#options.limits.errorsMax) return [reply];
    return [reply, ...this.#bye('Too many commands that mean nothing.', 'too-many-errors')];
  }

  #bye(text: string, why: string): FrontAction[] {
    return [say(`* BYE ${text}`), ...this.#end(why)];
  }

  #end(why: string): FrontAction[] {
    this.#state = { kind: 'ended' };
    this.#framer.takeRest();
    this.#lines.takeAll();
    return [{ kind: 'end', why }];
  }
}

function say(line: string): FrontAction {
  return { kind: 'send', bytes: Buffer.from(`${line}\r\n`, 'latin1') };
}

/** Names and passwords are UTF-8 (RFC 9051 section 6.2.3); what is none is taken as it was typed. */
function textOf(token: Token | undefined): string | undefined {
  const text = token?.bytes.toString('utf8');
  return text?.includes('\ufffd') ? token?.bytes.toString('latin1') : text;
}

/** RFC 2971: `("name" "value" ...)`, where a value may be NIL, or NIL for all of it. */
function takeIdFields(args: ImapCommand['args']): boolean {
  if (args.skip('NIL')) return true;
  return args.list(() => args.string()?.bytes ?? (args.skip('NIL') || undefined)) !== undefined;
}
