// IMAP until the sign-in (RFC 9051 and 3501, RFC 7888 literals, RFC 4959 initial responses, RFC 2971 ID): LOGIN with atoms,
// strings and literals, AUTHENTICATE PLAIN and LOGIN. What it announces is what it can do; afterwards the client is told
// what the server behind can. docs/adr/0096-the-proxy.md

import { Secret } from '../../base/secret.ts';
import type { MailgrantError } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseImapCommand, tagOf } from '../../wire/imap/command.ts';
import { ImapFramer } from '../../wire/imap/framer.ts';
import type { ImapScanner, Token } from '../../wire/imap/scanner.ts';
import { isForeignTalk } from './foreign-talk.ts';
import type { Credentials, Front, FrontAction, FrontOptions, UpstreamGreeting } from './front.ts';
import { beginExchange, type ExchangeStep, passwordMechanisms, userProblem } from './password-exchange.ts';
import { plainLine, type RefusalKind, refusalKind, refusalText, refusalTextMax } from './refusal.ts';

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

/** Commands that have a meaning, but only behind the sign-in (RFC 9051 sections 6.3 and 6.4, RFC 3501). */
const laterCommands: ReadonlySet<string> = new Set(
  (
    'ENABLE SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST LSUB NAMESPACE STATUS APPEND IDLE CHECK ' +
    'CLOSE UNSELECT EXPUNGE SEARCH FETCH STORE COPY MOVE SORT THREAD GETQUOTA GETQUOTAROOT XLIST COMPRESS'
  ).split(' '),
);

export class ImapFront implements Front {
  readonly #options: FrontOptions;
  #framer: ImapFramer;
  /** Of an AUTHENTICATE: its lines are no commands. */
  readonly #lines = new ByteQueue();
  #state: State = { kind: 'commands' };
  #secure: boolean;
  #offersTls: boolean;
  #errors = 0;
  #failedSignIns = 0;

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#secure = options.secure;
    this.#offersTls = options.offersTls;
    this.#framer = this.#newFramer();
  }

  greet(): FrontAction[] {
    const name = plainLine(this.#options.name).replace(/[[\]]/g, '');
    return [send(`* OK [CAPABILITY ${this.#capabilities()}] ${name} IMAP4 service is ready.`)];
  }

  push(bytes: Buffer): FrontAction[] {
    if (this.#state.kind === 'securing' || this.#state.kind === 'ended') return [];
    // In an exchange each line is one answer, whatever a framer would make of its end.
    if (this.#state.kind === 'exchange') this.#lines.push(bytes);
    else this.#framer.push(bytes);
    return this.#answerAll();
  }

  secured(): FrontAction[] {
    this.#secure = true;
    this.#offersTls = false;
    this.#framer = this.#newFramer();
    this.#state = { kind: 'commands' };
    return [];
  }

  signedIn(upstream: UpstreamGreeting): FrontAction[] {
    const tag = this.#state.kind === 'waiting' ? this.#state.tag : '*';
    this.#state = { kind: 'signed-in' };
    const text = plainLine(upstream.text).slice(0, refusalTextMax) || 'Signed in.';
    return [send(`${tag} OK [CAPABILITY ${upstream.capabilities.map(plainLine).join(' ')}] ${text}`)];
  }

  refused(error: MailgrantError): FrontAction[] {
    const tag = this.#state.kind === 'waiting' ? this.#state.tag : '*';
    this.#failedSignIns += 1;
    this.#state = { kind: 'commands' };
    const reply = send(`${tag} NO [${responseCode[refusalKind(error)]}] ${refusalText(error)}`);
    if (this.#failedSignIns < this.#options.limits.signInsMax) return [reply, ...this.#answerAll()];
    return [reply, send('* BYE Too many sign-ins have failed.'), ...this.#end('too-many-sign-ins')];
  }

  shutDown(error: MailgrantError): FrontAction[] {
    if (this.#state.kind === 'ended') return [];
    return [send(`* BYE [UNAVAILABLE] ${refusalText(error)}`), ...this.#end('shut-down')];
  }

  takeRest(): Buffer {
    return Buffer.concat([this.#lines.takeAll(), this.#framer.takeRest()]);
  }

  #newFramer(): ImapFramer {
    const { lineBytesMax, literalBytesMax } = this.#options.limits;
    return new ImapFramer('client', {
      lineBytesMax,
      literalBytesMax,
      unitBytesMax: lineBytesMax + 2 * literalBytesMax,
    });
  }

  #answerAll(): FrontAction[] {
    const actions: FrontAction[] = [];
    while (this.#state.kind === 'commands' || this.#state.kind === 'exchange') {
      const next = this.#state.kind === 'exchange' ? this.#nextLine(this.#state) : this.#nextCommand();
      if (!next) break;
      actions.push(...next);
    }
    return actions;
  }

  #nextLine({ tag, step }: Extract<State, { kind: 'exchange' }>): FrontAction[] | undefined {
    const line = this.#lines.takeLine(this.#options.limits.lineBytesMax);
    if (line === undefined) return undefined;
    if (line === 'too-long') return this.#broken('line-too-long');
    const actions = this.#take(tag, step.answer(withoutLineEnd(line)));
    // What came behind the last answer is commands again.
    if (this.#state.kind !== 'exchange') this.#framer.push(this.#lines.takeAll());
    return actions;
  }

  #nextCommand(): FrontAction[] | undefined {
    const frame = this.#framer.next();
    switch (frame?.kind) {
      case undefined:
        return undefined;
      case 'literal-offered':
        return [send('+ Ready for the literal.')];
      case 'literal-refused':
        return this.#mistake(tagOf(frame.bytes) ?? '*', 'BAD', '[TOOBIG] The literal is too big.');
      case 'broken':
        return this.#broken(frame.reason);
      case 'unit':
        return this.#answer(frame.bytes);
    }
  }

  #answer(unit: Buffer): FrontAction[] {
    if (isForeignTalk(unit)) {
      return [send('* BAD This is an IMAP server.'), ...this.#end('not-imap')];
    }
    // An empty line means nothing; some clients send one behind a literal.
    if (unit.length === 0) return this.#mistake('*', 'BAD', 'An empty line is no command.');
    const command = parseImapCommand(unit);
    if (!command) return this.#mistake(tagOf(unit) ?? '*', 'BAD', 'This is no command of IMAP.');
    const { tag, name, args } = command;
    const bare = (): FrontAction[] | undefined =>
      args.atEnd ? undefined : this.#mistake(tag, 'BAD', `${name} takes no argument.`);
    switch (name) {
      case 'CAPABILITY':
        return (
          bare() ?? [send(`* CAPABILITY ${this.#capabilities()}`), send(`${tag} OK CAPABILITY completed.`)]
        );
      case 'NOOP':
        return bare() ?? [send(`${tag} OK NOOP completed.`)];
      case 'ID':
        // Whatever the client says of itself; nothing of it is kept.
        return [send('* ID ("name" "mailgrant")'), send(`${tag} OK ID completed.`)];
      case 'LOGOUT':
        return (
          bare() ?? [send('* BYE Signing off.'), send(`${tag} OK LOGOUT completed.`), ...this.#end('logout')]
        );
      case 'STARTTLS':
        return bare() ?? this.#startTls(tag);
      case 'LOGIN':
        return this.#login(tag, args);
      case 'AUTHENTICATE':
        return this.#authenticate(tag, args);
      default:
        return this.#mistake(
          tag,
          'BAD',
          laterCommands.has(name.replace(/^UID /, '')) ? `Sign in before ${name}.` : 'Unknown command.',
        );
    }
  }

  #capabilities(): string {
    return [
      'IMAP4rev1',
      'LITERAL+',
      'ID',
      ...(this.#offersTls ? ['STARTTLS'] : []),
      ...(this.#secure
        ? ['SASL-IR', ...passwordMechanisms.map((name) => `AUTH=${name}`)]
        : ['LOGINDISABLED']),
    ].join(' ');
  }

  #startTls(tag: string): FrontAction[] {
    if (!this.#offersTls) return this.#mistake(tag, 'BAD', 'STARTTLS is not offered on this connection.');
    // RFC 9051 section 6.2.1: whatever was said in clear text counts for nothing, commands in the buffer least of all.
    this.#framer = this.#newFramer();
    this.#state = { kind: 'securing' };
    return [send(`${tag} OK Begin TLS negotiation now.`), { kind: 'start-tls' }];
  }

  #login(tag: string, args: ImapScanner): FrontAction[] {
    if (!this.#secure) return this.#insecure(tag);
    const user = args.space() ? args.astring() : undefined;
    const password = user && args.space() ? args.astring() : undefined;
    if (!user || !password || !args.atEnd) {
      return this.#mistake(tag, 'BAD', 'LOGIN takes a user name and a password.');
    }
    const name = textOf(user);
    const problem = userProblem(name) ?? (password.bytes.length === 0 ? 'the password is empty' : undefined);
    if (problem !== undefined) return this.#mistake(tag, 'NO', `[AUTHENTICATIONFAILED] LOGIN: ${problem}.`);
    return this.#signIn(tag, { user: name, password: new Secret(textOf(password)), mechanism: 'LOGIN' });
  }

  #authenticate(tag: string, args: ImapScanner): FrontAction[] {
    const mechanism = args.space() ? args.atom() : undefined;
    if (mechanism === undefined) return this.#mistake(tag, 'BAD', 'AUTHENTICATE takes a mechanism.');
    if (!this.#secure) return this.#insecure(tag);
    const [initial, ...more] = args.space() ? args.rest().split(' ') : [];
    if (more.length > 0 || initial === '') {
      return this.#mistake(tag, 'BAD', 'AUTHENTICATE takes a mechanism and one response.');
    }
    const step = beginExchange(mechanism, initial);
    if (step) return this.#take(tag, step);
    const offered = passwordMechanisms.join(' and ');
    return this.#mistake(tag, 'NO', `[CANNOT] There is ${offered} here, with an app password.`);
  }

  #take(tag: string, step: ExchangeStep): FrontAction[] {
    this.#state = { kind: 'commands' };
    switch (step.kind) {
      case 'challenge':
        this.#state = { kind: 'exchange', tag, step };
        // What has come already is the answer, if it is anything.
        this.#lines.push(this.#framer.takeRest());
        return [send(`+ ${step.base64}`)];
      case 'credentials':
        return this.#signIn(tag, step.credentials);
      case 'cancelled':
        return [send(`${tag} BAD Cancelled.`)];
      case 'malformed':
        return this.#mistake(tag, 'BAD', `AUTHENTICATE: ${step.why}.`);
    }
  }

  #signIn(tag: string, credentials: Credentials): FrontAction[] {
    this.#state = { kind: 'waiting', tag };
    return [{ kind: 'sign-in', credentials }];
  }

  #insecure(tag: string): FrontAction[] {
    const remedy = this.#offersTls ? 'say STARTTLS first' : 'connect with TLS';
    return this.#mistake(tag, 'NO', `[PRIVACYREQUIRED] No password is taken in clear text: ${remedy}.`);
  }

  #mistake(tag: string, status: 'NO' | 'BAD', text: string): FrontAction[] {
    this.#errors += 1;
    const reply = send(`${tag} ${status} ${text}`);
    if (this.#errors <= this.#options.limits.errorsMax) return [reply];
    return [reply, send('* BYE Too many errors.'), ...this.#end('too-many-errors')];
  }

  #broken(reason: 'line-too-long' | 'literal-too-big'): FrontAction[] {
    const what = reason === 'line-too-long' ? 'line is too long' : 'literal is too big';
    return [send(`* BYE The ${what}.`), ...this.#end(reason)];
  }

  #end(why: string): FrontAction[] {
    this.#lines.takeAll();
    this.#framer = this.#newFramer();
    this.#state = { kind: 'ended' };
    return [{ kind: 'end', why }];
  }
}

/** RFC 5530. Only AUTHENTICATIONFAILED makes a client ask its user for another password. */
const responseCode: Readonly<Record<RefusalKind, string>> = {
  credentials: 'AUTHENTICATIONFAILED',
  'in-use': 'INUSE',
  delay: 'UNAVAILABLE',
  later: 'UNAVAILABLE',
  person: 'CONTACTADMIN',
};

/** Names and passwords are UTF-8 (RFC 9051 section 6.2.3); what is none is taken as it was typed. */
function textOf({ bytes }: Token): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

function send(text: string): FrontAction {
  return { kind: 'send', bytes: Buffer.from(`${text}\r\n`) };
}
