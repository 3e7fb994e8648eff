// Plays a client to a front of the proxy, without a socket: pushes bytes in pieces of any size, answers the front's
// wishes as a doorkeeper would, and keeps what it said. What the front is to do is written down in order, so that two
// cuttings of the same bytes can be compared.

import type { MailgrantError } from '../../src/errors/error.ts';
import type { Credentials, Front, FrontAction, UpstreamGreeting } from '../../src/proxy/front/front.ts';

export interface FrontTalkOptions {
  /** An error refuses; `undefined` is a sign-in by network. */
  readonly judge: (credentials: Credentials | undefined) => UpstreamGreeting | MailgrantError;
  /** Is shown every reply of the front. */
  readonly check?: (bytes: Buffer) => void;
  /** Bytes in a piece. Default: all at once. */
  readonly fragmentBytes?: number;
}

export class FrontTalk {
  readonly #front: Front;
  readonly #options: FrontTalkOptions;
  /** Everything that happened, neighbouring replies joined: `send +OK..`, `sign-in anna (PLAIN)`, `end logout`. */
  readonly events: string[] = [];
  #said = '';
  #read = 0;
  #rest: Buffer[] = [];
  ended: string | undefined;
  signedIn = false;
  wishesTls = false;

  constructor(front: Front, options: FrontTalkOptions) {
    this.#front = front;
    this.#options = options;
    this.#do(front.greet());
  }

  /** Everything that the front said. */
  get said(): string {
    return this.#said;
  }

  /** What it said since the last time. */
  heard(): string {
    const text = this.#said.slice(this.#read);
    this.#read = this.#said.length;
    return text;
  }

  /** The next line that was said; `END` at the end; undefined while there is none. */
  line(): string | undefined {
    const end = this.#said.indexOf('\r\n', this.#read);
    if (end < 0) return this.ended === undefined ? undefined : 'END';
    const line = this.#said.slice(this.#read, end);
    this.#read = end + 2;
    return line;
  }

  say(text: string | Buffer): this {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const size = this.#options.fragmentBytes ?? Math.max(1, bytes.length);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      if (this.signedIn) this.#rest.push(piece);
      else if (this.ended === undefined) this.#do(this.#front.push(piece));
    }
    return this;
  }

  secure(): this {
    this.wishesTls = false;
    this.#do(this.#front.secured());
    return this;
  }

  /** What the client said behind its sign-in. */
  rest(): string {
    return Buffer.concat([this.#front.takeRest(), ...this.#rest]).toString('latin1');
  }

  #do(actions: readonly FrontAction[]): void {
    for (const action of actions) {
      if (this.ended !== undefined || this.signedIn) throw new Error(`${action.kind} behind the end`);
      switch (action.kind) {
        case 'send':
          this.#options.check?.(action.bytes);
          this.#said += action.bytes.toString('latin1');
          this.#event(`send ${action.bytes.toString('latin1')}`);
          break;
        case 'sign-in':
          this.#event(
            `sign-in ${action.credentials.user} ${action.credentials.password.reveal()} ${action.credentials.mechanism}`,
          );
          this.#signIn(this.#options.judge(action.credentials));
          break;
        case 'sign-in-by-network':
          this.#event('sign-in by network');
          this.#signIn(this.#options.judge(undefined));
          break;
        case 'start-tls':
          this.#event('start-tls');
          this.wishesTls = true;
          break;
        case 'end':
          this.#event(`end ${action.why}`);
          this.ended = action.why;
          break;
      }
    }
  }

  #signIn(outcome: UpstreamGreeting | MailgrantError): void {
    if (outcome instanceof Error) return this.#do(this.#front.refused(outcome));
    this.#do(this.#front.signedIn(outcome));
    this.signedIn = true;
  }

  #event(event: string): void {
    const last = this.events.at(-1);
    if (event.startsWith('send ') && last?.startsWith('send ')) {
      this.events[this.events.length - 1] = last + event.slice('send '.length);
    } else this.events.push(event);
  }
}
