// Writes down what the doctor and the servers say to each other while it looks: mail by the grammar of its commands
// (wire/follow.ts), HTTP by the names of its parts. Secrets are stars before anything is kept; their values are
// remembered so that nothing else shows them. Says nothing to anybody.

import type { Clock } from '../../../base/clock.ts';
import type { AccessToken } from '../../../base/token-source.ts';
import type { Overhear } from '../../../mail/door.ts';
import { MailFollower } from '../../../wire/follow.ts';
import { withoutSecrets } from '../../redact.ts';
import type { CheckWorld } from '../check.ts';
import { KnownSecrets } from './known-secrets.ts';
import { redactAnswer, redactRequest } from './redact-exchange.ts';

export interface Talk {
  /** `imap outlook.office365.com:993`, `POST https://login.microsoftonline.com/...`. */
  readonly title: string;
  readonly atMs: number;
  /** `C: `, `S: ` and `-- ` in front, in the order in which it was said. */
  readonly lines: readonly string[];
}

const linesMax = 200;
const talksMax = 60;
const bodyBytesMax = 64 * 1024;

export class Transcript {
  readonly secrets = new KnownSecrets();
  readonly #clock: Clock;
  readonly #talks: { title: string; atMs: number; lines: string[] }[] = [];
  #left = 0;
  #world: CheckWorld | undefined;
  /** Answers whose copies are still being read. */
  readonly #reading = new Set<Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What was said, once everything that was still coming has come. */
  async talks(): Promise<{ readonly talks: readonly Talk[]; readonly left: number }> {
    await Promise.all(this.#reading);
    return { talks: this.#talks, left: this.#left };
  }

  /** What was looked at; undefined before it was. */
  get world(): CheckWorld | undefined {
    return this.#world;
  }

  /** The same world, with this listening at its mail servers. */
  on(world: CheckWorld): CheckWorld {
    const { renew } = world;
    this.#world = world;
    const kept = async (token: Promise<AccessToken>): Promise<AccessToken> => {
      this.secrets.keep((await token).secret);
      return token;
    };
    return {
      ...world,
      tokens: {
        get: (...asked) => kept(world.tokens.get(...asked)),
        invalidate: (token) => world.tokens.invalidate(token),
      },
      renew: renew && ((...asked) => kept(renew(...asked))),
      overhear: this.#overhear,
    };
  }

  readonly #overhear: Overhear = (protocol, { host, port }) => {
    const write = this.#talk(`${protocol} ${host}:${port}`);
    const follower = new MailFollower(protocol, ({ side, text }) => {
      if (side === 'client') return write(`C: ${text}`);
      write(`S: ${protocol === 'imap' ? withoutFolderName(text) : text}`);
    });
    return {
      client: (bytes) => void follower.client(bytes),
      server: (bytes) => follower.server(bytes),
      hidden: () => write('C: (the sign-in: ***)'),
      secured: () => {
        follower.secured();
        write('-- TLS');
      },
    };
  };

  /** A fetch that is heard. */
  through(send: typeof fetch): typeof fetch {
    return async (input, init) => {
      const request = { url: input instanceof Request ? input.url : String(input) };
      const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
      const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
      const body = textOf(init?.body);
      const asked = redactRequest(method, request.url, headers, body);
      const [first = '', ...rest] = asked.lines;
      const write = this.#talk(first.replace(/\?.*$/s, ''));
      const tell = ({ lines, secrets }: typeof asked, side: string): void => {
        for (const secret of secrets) this.secrets.add(secret);
        for (const line of lines.flatMap((one) => one.split('\n'))) write(`${side}: ${line}`);
      };
      tell({ ...asked, lines: [first, ...rest] }, 'C');
      try {
        const answer = await send(input, init);
        const reading = this.#read(answer.clone(), (told) => tell(told, 'S'));
        this.#reading.add(reading);
        void reading.finally(() => this.#reading.delete(reading));
        return answer;
      } catch (error) {
        write(`-- no answer: ${withoutSecrets(error instanceof Error ? error.message : 'unknown')}`);
        throw error;
      }
    };
  }

  async #read(copy: Response, tell: (told: ReturnType<typeof redactAnswer>) => void): Promise<void> {
    const { status, headers } = copy;
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    const reader = copy.body?.getReader();
    try {
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
        pieces.push(read.value);
        bytes += read.value.byteLength;
        // Not awaited: the other copy decides when the body is really let go.
        if (bytes > bodyBytesMax) {
          void reader?.cancel();
          break;
        }
      }
    } catch {
      // Whoever asked hears how the line broke; here it is the end of what can be told.
      return tell({ lines: [String(status), '(the answer broke off)'], secrets: [] });
    }
    tell(redactAnswer(status, headers, Buffer.concat(pieces).toString('utf8'), bytes <= bodyBytesMax));
  }

  #talk(title: string): (line: string) => void {
    if (this.#talks.length >= talksMax) {
      this.#left += 1;
      return () => {};
    }
    const lines: string[] = [];
    this.#talks.push({ title, atMs: this.#clock.now(), lines });
    return (line) => {
      if (lines.length < linesMax) lines.push(line);
      else if (lines.length === linesMax) lines.push('-- and more');
    };
  }
}

/** Names of folders are the owner's own words; INBOX is nobody's. */
function withoutFolderName(line: string): string {
  return line.replace(
    /^(\* (?:LIST|LSUB|XLIST) \([^)]*\) (?:"[^"]*"|NIL) |\* STATUS )("(?:[^"\\]|\\.)*"|[^\s({]+)/i,
    (whole, head: string, name: string) => (/^"?INBOX"?$/i.test(name) ? whole : `${head}(a folder)`),
  );
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof URLSearchParams ? body.toString() : '';
}
