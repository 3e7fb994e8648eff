// Into a POP server with a token (RFC 1939, RFC 5034): in two lines always, because Exchange ends the connection at an
// initial response. As with IMAP, Exchange looks for the mailbox behind its "+OK" only, so the first command is ours.

import { fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import {
  firstCommandError,
  isExchange,
  popError,
  promptError,
  type Refusing,
  signInError,
} from '../../mail/pop/refusals.ts';
import { type PopReply, parsePopReply } from '../../wire/pop/command.ts';
import { signInOn, type UpstreamLine } from './line.ts';
import { challengeTold, type Mechanism, mechanismFor } from './mechanism.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from './upstream.ts';

/** RFC 2449 has a dozen. */
const capabilitiesMax = 100;

/**
 * Signs in and proves that the mailbox opens.
 *
 * @throws `mail-token-refused`, `mail-not-connected`, `mail-pop-in-use`, `mail-throttled`, `mail-xoauth2-missing`,
 *   `mail-starttls-missing`, `mail-connection-lost`, `mail-refused`, `mail-timeout`, `net-...`, `tls-...` and others
 */
export function connectPop(request: UpstreamRequest, tools: UpstreamTools): Promise<Upstream> {
  const { server } = request;
  const { memory } = tools;
  return signInOn(request, tools, async (line) => {
    const dialogue = new Dialogue(line, request);
    const greeting = await dialogue.reply('the greeting');
    if (greeting.kind !== 'ok') throw dialogue.atTheDoor(greeting);
    if (server.security === 'starttls') await dialogue.startTls(tools);
    // What it offers is asked only where it refuses XOAUTH2: nearly everybody who is asked for it has it.
    const remembered = memory.get(server);
    let mechanism = mechanismFor(request, remembered && mechanismsOf(remembered));
    let prompt = await dialogue.begin(mechanism);
    if (prompt.kind !== 'continue') {
      memory.forget(server);
      const other = await dialogue.another(prompt, mechanism);
      prompt = await dialogue.begin(other);
      if (prompt.kind !== 'continue') throw dialogue.unprompted(prompt);
      mechanism = other;
    }
    const text = await dialogue.sayToken(mechanism);
    if (isExchange(greeting.text)) await dialogue.prove();
    const capabilities = memory.get(server) ?? (await dialogue.capa());
    memory.set(server, capabilities);
    return { capabilities: capabilities.filter(worksHere), text };
  });
}

class Dialogue {
  readonly #line: UpstreamLine;
  readonly #request: UpstreamRequest;

  constructor(line: UpstreamLine, request: UpstreamRequest) {
    this.#line = line;
    this.#request = request;
  }

  async reply(doing: string): Promise<PopReply> {
    const line = await this.#line.line();
    const reply = parsePopReply(line);
    if (reply) return reply;
    const answer = JSON.stringify(line.toString('latin1').slice(0, 200));
    throw fail('mail-answer-not-understood', { host: this.#request.server.host, doing, answer });
  }

  async startTls(tools: UpstreamTools): Promise<void> {
    const { kind, text } = await this.#ask('STLS');
    if (kind !== 'ok') {
      const { host, port } = this.#request.server;
      throw fail('mail-starttls-missing', { host, port, answer: text });
    }
    await this.#line.secure(tools);
  }

  begin({ name }: Mechanism): Promise<PopReply> {
    return this.#ask(`AUTH ${name}`);
  }

  /** Where AUTH was refused: what else it offers. @throws the refusal where that is no way out */
  async another(refused: PopReply, tried: Mechanism): Promise<Mechanism> {
    const refusal = this.unprompted(refused);
    if (refusal.code !== 'mail-refused' || refusal.retry === 'later') throw refusal;
    let offer: readonly string[];
    try {
      offer = await this.capa();
    } catch (error) {
      // It has hung up behind its refusal, which is what there is to tell.
      throw isMailgrantError(error) && error.code === 'mail-connection-lost' ? refusal : error;
    }
    const names = mechanismsOf(offer);
    const mechanism = names && mechanismFor(this.#request, names);
    if (!mechanism || mechanism.name === tried.name) throw refusal;
    return mechanism;
  }

  /** @returns the text of the answer */
  async sayToken({ response, acknowledgement }: Mechanism): Promise<string> {
    let verdict = await this.#ask(response);
    let explanation = '';
    if (verdict.kind === 'continue') {
      explanation = challengeTold(verdict.text);
      verdict = await this.#ask(acknowledgement);
    }
    if (verdict.kind === 'ok') return verdict.text;
    const told = { ...verdict, text: `${verdict.text}${explanation}` };
    throw signInError(this.#refusing, this.#request.user, told);
  }

  /** STAT is what every client asks first, and "Command is not valid in this state." is what Exchange would answer it. */
  async prove(): Promise<void> {
    const { kind, text } = await this.#ask('STAT');
    if (kind === 'ok') return;
    throw firstCommandError(this.#refusing, text, this.#request.user);
  }

  /** Empty for a server that has no CAPA, which RFC 1939 allows. */
  async capa(): Promise<readonly string[]> {
    const { kind } = await this.#ask('CAPA');
    if (kind !== 'ok') return [];
    const lines: string[] = [];
    for (;;) {
      const line = (await this.#line.line()).toString('latin1').trimEnd();
      if (line === '.') return lines;
      if (lines.length >= capabilitiesMax) {
        const { host } = this.#request.server;
        throw fail('mail-limit-exceeded', { host, what: 'the capabilities', bytesMax: capabilitiesMax });
      }
      lines.push(line);
    }
  }

  /** Refused before we have said a word: it has no time, or no place. */
  atTheDoor({ text }: PopReply): Error {
    return popError(this.#refusing, 'the greeting', text, this.#request.user);
  }

  unprompted(reply: PopReply): MailgrantError {
    return promptError(this.#refusing, this.#request.user, reply);
  }

  async #ask(command: string): Promise<PopReply> {
    this.#line.say(`${command}\r\n`);
    return this.reply('the sign-in');
  }

  get #refusing(): Refusing {
    const { server, account, token } = this.#request;
    return { server, account: account ?? token.username };
  }
}

function mechanismsOf(offer: readonly string[]): readonly string[] | undefined {
  const sasl = offer.find((line) => /^sasl(?: |$)/i.test(line));
  // A server that lists none, or hides them behind the sign-in, is taken at its answer.
  return sasl?.toUpperCase().split(/ +/).slice(1);
}

/** Over behind the sign-in. */
function worksHere(line: string): boolean {
  return !/^(?:sasl|stls|user|auth-resp-code|utf8 user)(?: |$)/i.test(line);
}
