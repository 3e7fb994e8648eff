// POP3 until the sign-in (RFC 1939, RFC 2449 CAPA, RFC 2595 STLS, RFC 5034 AUTH, RFC 3206 codes): USER and PASS, AUTH
// PLAIN and LOGIN. APOP is refused: it needs the password itself on this side, and only hashes are kept.
// docs/adr/0099-before-the-sign-in.md

import { Secret } from '../../base/secret.ts';
import type { MailgrantError } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parsePopCommand } from '../../wire/pop/command.ts';
import { isForeignTalk } from './foreign-talk.ts';
import type { Credentials, Front, FrontAction, FrontOptions, UpstreamGreeting } from './front.ts';
import { beginExchange, type ExchangeStep, passwordMechanisms, userProblem } from './password-exchange.ts';
import { plainLine, type RefusalKind, refusalKind, refusalText, refusalTextMax } from './refusal.ts';

type State =
  | { readonly kind: 'commands' }
  | { readonly kind: 'exchange'; readonly step: Extract<ExchangeStep, { kind: 'challenge' }> }
  /** A sign-in is wished for; what comes meanwhile is kept. */
  | { readonly kind: 'waiting' }
  /** TLS is wished for; what comes meanwhile is dropped. */
  | { readonly kind: 'securing' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'ended' };

/** RFC 2449 section 4; names and passwords are longer than it foresaw: an address alone may have 254 octets. */
const commandBytesMax = 255;
const longCommands: ReadonlySet<string> = new Set(['AUTH', 'USER', 'PASS']);

/** RFC 1939, RFC 2449: these have a meaning, but only behind the sign-in. */
const transactionCommands: ReadonlySet<string> = new Set('STAT LIST RETR DELE NOOP RSET TOP UIDL'.split(' '));

/**
 * RFC 2449 wants them announced in both states, and clients decide by the first answer; whoever speaks XOAUTH2 has both.
 * PIPELINING is not among them: behind us it is the server that has to bear it, and Exchange does not announce it.
 */
const behindByDefault = ['TOP', 'UIDL'];
const toldFromBehind: ReadonlySet<string> = new Set(['TOP', 'UIDL', 'PIPELINING', 'EXPIRE', 'LOGIN-DELAY']);

export class PopFront implements Front {
  readonly #options: FrontOptions;
  readonly #queue = new ByteQueue();
  #state: State = { kind: 'commands' };
  #secure: boolean;
  #offersTls: boolean;
  #user: string | undefined;
  #errors = 0;
  #failedSignIns = 0;

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#secure = options.secure;
    this.#offersTls = options.offersTls;
  }

  /** Without the `<...>` that would offer APOP (RFC 1939 section 7). */
  greet(): FrontAction[] {
    return [ok(`${plainLine(this.#options.name).replace(/[<>]/g, '')} POP3 service is ready.`)];
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

  signedIn(upstream: UpstreamGreeting): FrontAction[] {
    this.#state = { kind: 'signed-in' };
    const text = plainLine(upstream.text).slice(0, refusalTextMax);
    return [ok(text === '' ? 'Signed in.' : text)];
  }

  refused(error: MailgrantError): FrontAction[] {
    this.#failedSignIns += 1;
    this.#state = { kind: 'commands' };
    const reply = sendError(`[${responseCode[refusalKind(error)]}] ${refusalText(error)}`);
    if (this.#failedSignIns >= this.#options.limits.signInsMax) {
      return [reply, ...this.#end('too-many-sign-ins')];
    }
    return [reply, ...this.#answerAll()];
  }

  shutDown(error: MailgrantError): FrontAction[] {
    if (this.#state.kind === 'ended') return [];
    return [sendError(`[SYS/TEMP] ${refusalText(error)}`), ...this.#end('shut-down')];
  }

  get hasRest(): boolean {
    return this.#queue.length > 0;
  }

  takeRest(): Buffer {
    return this.#queue.takeAll();
  }

  #answerAll(): FrontAction[] {
    const actions: FrontAction[] = [];
    while (this.#state.kind === 'commands' || this.#state.kind === 'exchange') {
      const line = this.#queue.takeLine(this.#options.limits.lineBytesMax);
      if (line === undefined) break;
      actions.push(...(line === 'too-long' ? this.#tooLong() : this.#answer(line)));
    }
    return actions;
  }

  #answer(whole: Buffer): FrontAction[] {
    const line = withoutLineEnd(whole);
    if (this.#state.kind === 'exchange') return this.#take(this.#state.step.answer(line));
    if (isForeignTalk(line)) return [sendError('This is a POP3 server.'), ...this.#end('not-pop')];
    const command = parsePopCommand(line);
    if (!command) return this.#mistake('This is no command of POP3.');
    const { name, args, argsStart } = command;
    if (whole.length > commandBytesMax && !longCommands.has(name)) {
      return this.#mistake(`A command has at most ${commandBytesMax} octets.`);
    }
    // One argument, to the end of the line, its spaces included (RFC 1939 section 7 says so of PASS).
    const argument = line.subarray(argsStart).toString('utf8');
    switch (name) {
      case 'CAPA':
        return [list(this.#capabilities())];
      case 'STLS':
        return this.#startTls(args);
      case 'USER':
        return this.#takeUser(argument);
      case 'PASS':
        return this.#takePassword(argument);
      case 'AUTH':
        return this.#authenticate(args);
      case 'APOP':
        return this.#mistake('[SYS/PERM] APOP is not offered: use USER and PASS with an app password.');
      case 'QUIT':
        return [ok('Goodbye.'), ...this.#end('logout')];
      default:
        return this.#mistake(transactionCommands.has(name) ? `Sign in before ${name}.` : 'Unknown command.');
    }
  }

  #capabilities(): string[] {
    const { behind } = this.#options;
    return [
      ...(behind ?? behindByDefault).filter((line) => toldFromBehind.has(keyword(line))).map(plainLine),
      'RESP-CODES',
      'AUTH-RESP-CODE',
      ...(this.#secure ? ['USER', `SASL ${passwordMechanisms.join(' ')}`] : []),
      ...(this.#offersTls ? ['STLS'] : []),
      'IMPLEMENTATION mailgrant',
    ];
  }

  #startTls(args: readonly string[]): FrontAction[] {
    if (args.length > 0) return this.#mistake('STLS takes no argument.');
    if (!this.#offersTls) return this.#mistake('STLS is not offered on this connection.');
    // RFC 2595 section 4: whatever was said in clear text counts for nothing, commands in the buffer least of all.
    this.#queue.takeAll();
    this.#user = undefined;
    this.#state = { kind: 'securing' };
    return [ok('Begin TLS negotiation.'), { kind: 'start-tls' }];
  }

  #takeUser(user: string): FrontAction[] {
    if (!this.#secure) return this.#insecure();
    const problem = userProblem(user);
    if (problem !== undefined) return this.#mistake(`USER: ${problem}.`);
    this.#user = user;
    return [ok('Now the password.')];
  }

  #takePassword(password: string): FrontAction[] {
    if (!this.#secure) return this.#insecure();
    const user = this.#user;
    if (user === undefined) return this.#mistake('USER comes before PASS.');
    // A password that fails is behind a new USER the next time (RFC 1939 section 7).
    this.#user = undefined;
    if (password === '') return this.#mistake('[AUTH] The password is empty.');
    return this.#signIn({ user, password: new Secret(password), mechanism: 'USER' });
  }

  #authenticate([mechanism, initial, ...more]: readonly string[]): FrontAction[] {
    // RFC 1734 knows no such list; clients ask for it since Netscape did, and libcurl and fetchmail still do.
    if (mechanism === undefined) return [list(this.#secure ? passwordMechanisms : [])];
    if (more.length > 0) return this.#mistake('AUTH takes a mechanism and one response.');
    if (!this.#secure) return this.#insecure();
    const step = beginExchange(mechanism, initial);
    if (step) return this.#take(step);
    return this.#mistake(`There is ${passwordMechanisms.join(' and ')} here, with an app password.`);
  }

  #take(step: ExchangeStep): FrontAction[] {
    this.#state = { kind: 'commands' };
    switch (step.kind) {
      case 'challenge':
        this.#state = { kind: 'exchange', step };
        return [send(`+ ${step.base64}`)];
      case 'credentials':
        return this.#signIn(step.credentials);
      case 'cancelled':
        return [sendError('Cancelled.')];
      case 'malformed':
        return this.#mistake(`AUTH: ${step.why}.`);
    }
  }

  #signIn(credentials: Credentials): FrontAction[] {
    this.#state = { kind: 'waiting' };
    return [{ kind: 'sign-in', credentials }];
  }

  #insecure(): FrontAction[] {
    const remedy = this.#offersTls ? 'say STLS first' : 'connect with TLS';
    return this.#mistake(`[AUTH] No password is taken in clear text: ${remedy}.`);
  }

  #mistake(text: string): FrontAction[] {
    this.#errors += 1;
    if (this.#errors <= this.#options.limits.errorsMax) return [sendError(text)];
    return [sendError('Too many errors.'), ...this.#end('too-many-errors')];
  }

  #tooLong(): FrontAction[] {
    return [sendError('The line is too long.'), ...this.#end('line-too-long')];
  }

  #end(why: string): FrontAction[] {
    this.#queue.takeAll();
    this.#state = { kind: 'ended' };
    return [{ kind: 'end', why }];
  }
}

/** RFC 2449 section 8.1.1, RFC 3206: only `AUTH` makes a client ask its user for another password. */
const responseCode: Readonly<Record<RefusalKind, string>> = {
  credentials: 'AUTH',
  'in-use': 'IN-USE',
  delay: 'LOGIN-DELAY',
  later: 'SYS/TEMP',
  person: 'SYS/PERM',
};

function keyword(line: string): string {
  return (line.split(' ')[0] ?? '').toUpperCase();
}

function ok(text: string): FrontAction {
  return send(`+OK ${text}`);
}

function sendError(text: string): FrontAction {
  return send(`-ERR ${text}`);
}

function list(lines: readonly string[]): FrontAction {
  return send(['+OK', ...lines, '.'].join('\r\n'));
}

function send(text: string): FrontAction {
  return { kind: 'send', bytes: Buffer.from(`${text}\r\n`) };
}
