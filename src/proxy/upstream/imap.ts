// Into an IMAP server with a token (RFC 9051, RFC 4959) by as few round trips as it allows. "OK AUTHENTICATE completed." is
// not the end of it: Exchange says that before it has looked for the mailbox, and says "User is authenticated but not
// connected." to the next command. So that command is ours, and the client hears the refusal where it signs in.

import { fail } from '../../errors/error.ts';
import {
  commandRefusal,
  type ImapRefusal,
  type ImapSituation,
  signInRefusal,
} from '../../mail/imap/refusals.ts';
import { withoutLineEnd } from '../../wire/byte-queue.ts';
import { literalMark } from '../../wire/imap/framer.ts';
import { type ImapResponse, parseImapResponse } from '../../wire/imap/response.ts';
import { worksHere } from './imap-capabilities.ts';
import { signInOn, type UpstreamLine } from './line.ts';
import { challengeTold, type Mechanism, mechanismFor } from './mechanism.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from './upstream.ts';

/**
 * Signs in and proves that the mailbox opens.
 *
 * @throws `mail-token-refused`, `mail-not-connected`, `mail-throttled`, `mail-sign-in-blocked`, `mail-xoauth2-missing`,
 *   `mail-starttls-missing`, `mail-connection-lost`, `mail-refused`, `mail-timeout`, `net-...`, `tls-...` and others
 */
export function connectImap(request: UpstreamRequest, tools: UpstreamTools): Promise<Upstream> {
  const { server } = request;
  const { memory } = tools;
  return signInOn(request, tools, async (line) => {
    const dialogue = new Dialogue(line, request);
    const greeting = await dialogue.greeting();
    if (server.security === 'starttls') await dialogue.startTls(tools);
    const offer =
      upper(dialogue.takeCapabilities()) ?? memory.get(server) ?? upper(await dialogue.capability());
    if (offer) memory.set(server, offer);
    const mechanism = mechanismFor(request, offer && mechanismsOf(offer));
    let text: string;
    try {
      text = await dialogue.authenticate(mechanism, offer?.includes('SASL-IR') ?? false);
    } catch (error) {
      // What was remembered may be why.
      memory.forget(server);
      throw error;
    }
    const told = dialogue.takeCapabilities();
    const capabilities =
      told && !isExchange(greeting) ? told : await dialogue.prove({ asks: told === undefined });
    return {
      capabilities: (capabilities ?? told ?? ['IMAP4rev1']).filter(worksHere),
      text,
      before: dialogue.aside,
    };
  });
}

type Status = Extract<ImapResponse, { kind: 'status' }>;

class Dialogue {
  readonly #line: UpstreamLine;
  readonly #request: UpstreamRequest;
  readonly #aside: Buffer[] = [];
  #commands = 0;
  #capabilities: readonly string[] | undefined;
  #bye: ImapRefusal | undefined;

  constructor(line: UpstreamLine, request: UpstreamRequest) {
    this.#line = line;
    this.#request = request;
  }

  /** Untagged words of the server, alerts above all (RFC 9051 section 7.1), that the client is to hear. */
  get aside(): Buffer | undefined {
    return this.#aside.length === 0 ? undefined : Buffer.concat(this.#aside);
  }

  async greeting(): Promise<string> {
    const response = parseImapResponse(await this.#unit());
    if (response.kind !== 'status' || response.tag !== '*') throw this.#strange('the greeting', response);
    const { status, code, text } = response;
    if (status === 'BYE' || status === 'NO' || status === 'BAD') {
      throw signInRefusal({ status, code, text }, this.#situation('the greeting'));
    }
    // Signed in as nobody knows whom: nothing that a mailbox is trusted to.
    if (status === 'PREAUTH') throw this.#strange('the greeting', response);
    this.#note(code);
    return text;
  }

  /** Without asking whether it is offered: the answer says so, and a round trip is saved. */
  async startTls(tools: UpstreamTools): Promise<void> {
    const { status, text } = await this.#answer(this.#ask('STARTTLS'));
    if (status !== 'OK') {
      const { host, port } = this.#request.server;
      throw fail('mail-starttls-missing', { host, port, answer: `${status} ${text}` });
    }
    this.#capabilities = undefined;
    this.#aside.length = 0;
    await this.#line.secure(tools);
  }

  /** Undefined for a server that does not say. */
  async capability(): Promise<readonly string[] | undefined> {
    const answer = await this.#answer(this.#ask('CAPABILITY'));
    if (answer.status !== 'OK') throw commandRefusal(refusal(answer), this.#situation('CAPABILITY'));
    return this.takeCapabilities();
  }

  takeCapabilities(): readonly string[] | undefined {
    const known = this.#capabilities;
    this.#capabilities = undefined;
    return known;
  }

  /** @returns the text of the answer */
  async authenticate({ name, response, acknowledgement }: Mechanism, initial: boolean): Promise<string> {
    const tag = this.#ask(initial ? `AUTHENTICATE ${name} ${response}` : `AUTHENTICATE ${name}`);
    let said = initial;
    let explanation = '';
    const answer = await this.#answer(tag, (challenge) => {
      // The first one asks for the token where it has not been said; any other is the explanation of a refusal.
      if (said) explanation = challengeTold(challenge);
      this.#line.say(said ? `${acknowledgement}\r\n` : `${response}\r\n`);
      said = true;
    });
    const { status, code, text } = answer;
    if (status === 'OK') return text;
    const whole = { ...refusal(answer), text: `${text}${explanation}` };
    if (code === undefined && status === 'BAD' && /invalid state/i.test(text)) {
      throw commandRefusal(whole, this.#situation('the sign-in'));
    }
    throw signInRefusal(whole, this.#situation('the sign-in'));
  }

  /**
   * The first command of the session, which shows whether there is one: NAMESPACE is what Exchange was seen to refuse. In
   * the same trip as CAPABILITY, which it answers in any case.
   */
  async prove({ asks }: { asks: boolean }): Promise<readonly string[] | undefined> {
    const tags = asks ? this.#askAll('CAPABILITY', 'NAMESPACE') : this.#askAll('NAMESPACE');
    for (const [index, tag] of tags.entries()) {
      const answer = await this.#answer(tag);
      if (answer.status === 'OK') continue;
      const error = commandRefusal(refusal(answer), this.#situation('the sign-in'));
      // A server need not know the command (RFC 2342), nor like it.
      if (error.code === 'mail-refused' && error.retry === 'never' && index === tags.length - 1) continue;
      throw error;
    }
    return this.takeCapabilities();
  }

  #ask(command: string): string {
    return this.#askAll(command)[0] ?? '';
  }

  #askAll(...commands: readonly string[]): readonly string[] {
    const tags = commands.map(() => {
      this.#commands += 1;
      return `G${this.#commands}`;
    });
    this.#line.say(commands.map((command, index) => `${tags[index]} ${command}\r\n`).join(''));
    return tags;
  }

  async #answer(tag: string, onChallenge?: (text: string) => void): Promise<Status> {
    for (;;) {
      const unit = await this.#unit();
      const response = parseImapResponse(unit);
      switch (response.kind) {
        case 'continue':
          if (!onChallenge) throw this.#strange('the sign-in', response);
          onChallenge(response.text);
          break;
        case 'status':
          if (response.tag === tag) {
            if (response.status === 'OK') this.#note(response.code);
            return response;
          }
          if (response.tag !== '*') throw this.#strange('the sign-in', response);
          // The verdict may still come behind it.
          if (response.status === 'BYE') this.#bye = refusal(response);
          else this.#aside.push(unit, Buffer.from('\r\n'));
          break;
        case 'data':
          if (response.name === 'CAPABILITY') this.#capabilities = atoms(response.args.rest());
          break;
        case 'stray':
          // "Server Unavailable." is no IMAP; what it means shows in what comes next.
          break;
      }
    }
  }

  /** A response with its literals. */
  async #unit(): Promise<Buffer> {
    try {
      let line = await this.#line.line();
      for (let mark = endMark(line); mark; mark = endMark(line)) {
        const literal = await this.#line.bytes(mark.size);
        line = Buffer.concat([line, Buffer.from('\r\n'), literal, await this.#line.line()]);
      }
      return line;
    } catch (error) {
      // Why it hung up is what helps.
      if (this.#bye) throw signInRefusal(this.#bye, this.#situation('the sign-in'), { cause: error });
      throw error;
    }
  }

  #note(code: string | undefined): void {
    if (code !== undefined && /^capability /i.test(code)) this.#capabilities = atoms(code.slice(11));
  }

  #situation(doing: string): ImapSituation {
    const { server, user, token, account } = this.#request;
    const { host, port } = server;
    return { host, port, account: account ?? token.username, mailbox: user, doing };
  }

  #strange(doing: string, response: ImapResponse): Error {
    const said = 'text' in response ? response.text : response.name;
    const answer = JSON.stringify(
      `${'status' in response ? `${response.status} ` : ''}${said}`.slice(0, 200),
    );
    return fail('mail-answer-not-understood', { host: this.#request.server.host, doing, answer });
  }
}

function endMark(line: Buffer): { size: number } | undefined {
  // Hardly any line ends like that: one look at one byte spares the rest.
  return line[line.length - 1] === 0x7d ? literalMark(withoutLineEnd(line)) : undefined;
}

function refusal({ status, code, text }: Status): ImapRefusal {
  return { status: status === 'BAD' || status === 'BYE' ? status : 'NO', code, text };
}

function atoms(text: string): readonly string[] {
  return text.trim().split(/ +/);
}

function upper(names: readonly string[] | undefined): readonly string[] | undefined {
  return names?.map((name) => name.toUpperCase());
}

function mechanismsOf(offer: readonly string[]): readonly string[] {
  return offer.filter((name) => name.startsWith('AUTH=')).map((name) => name.slice('AUTH='.length));
}

function isExchange(greeting: string): boolean {
  return /microsoft exchange/i.test(greeting);
}
