// SMTP servers as they should not be: each sees line ends, and ends of messages, where RFC 5321 sees none. Bytes in,
// replies out; remembers whose mail it took. Signed in already.

export interface Laxness {
  readonly name: string;
  /** What ends a line of a message. */
  readonly lineEnds: RegExp;
  /** What ends a command. */
  readonly commandEnds: RegExp;
  readonly dropsNul: boolean;
}

export const laxServers: readonly Laxness[] = [
  { name: 'strict', lineEnds: /\r\n/g, commandEnds: /\r\n/g, dropsNul: false },
  { name: 'LF ends lines', lineEnds: /\r?\n/g, commandEnds: /\r?\n/g, dropsNul: false },
  { name: 'CR ends lines', lineEnds: /\r\n|\r/g, commandEnds: /\r\n|\r/g, dropsNul: false },
  { name: 'anything ends lines', lineEnds: /\r\n|\r|\n/g, commandEnds: /\r\n|\r|\n/g, dropsNul: false },
  { name: 'NUL is dropped', lineEnds: /\r\n/g, commandEnds: /\r\n/g, dropsNul: true },
  {
    name: 'NUL is dropped, anything ends lines',
    lineEnds: /\r\n|\r|\n/g,
    commandEnds: /\r\n|\r|\n/g,
    dropsNul: true,
  },
];

export class LaxSmtpServer {
  readonly #laxness: Laxness;
  readonly #options: { readonly chunking: boolean };
  /** Every sender that was said in a MAIL command, as this server understands commands. */
  readonly senders: string[] = [];
  readonly messages: { readonly sender: string; readonly content: string }[] = [];
  #text = '';
  #content: string[] | undefined;
  #chunk: { left: number; last: boolean } | undefined;
  #body = '';
  #sender: string | undefined;
  #recipients = 0;

  constructor(laxness: Laxness, options = { chunking: true }) {
    this.#laxness = laxness;
    this.#options = options;
  }

  push(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1');
    this.#text += this.#laxness.dropsNul ? text.replaceAll('\0', '') : text;
    let replies = '';
    for (let reply = this.#next(); reply !== undefined; reply = this.#next()) replies += reply;
    return Buffer.from(replies, 'latin1');
  }

  /** Undefined where more has to come. */
  #next(): string | undefined {
    if (this.#chunk) return this.#takeChunk(this.#chunk);
    const { lineEnds, commandEnds } = this.#laxness;
    const ends = new RegExp(this.#content ? lineEnds : commandEnds);
    const end = ends.exec(this.#text);
    // A CR that is the last may be half of a CRLF.
    if (!end || (end[0] === '\r' && end.index === this.#text.length - 1)) return undefined;
    const line = this.#text.slice(0, end.index);
    this.#text = this.#text.slice(end.index + end[0].length);
    if (!this.#content) return this.#command(line);
    if (line !== '.') {
      this.#content.push(line.replace(/^\./, ''));
      return '';
    }
    return this.#accept(`${this.#content.join('\r\n')}\r\n`);
  }

  #takeChunk(chunk: { left: number; last: boolean }): string | undefined {
    this.#body += this.#text.slice(0, chunk.left);
    const taken = Math.min(chunk.left, this.#text.length);
    this.#text = this.#text.slice(taken);
    chunk.left -= taken;
    if (chunk.left > 0) return undefined;
    this.#chunk = undefined;
    return chunk.last ? this.#accept(this.#body) : '250 2.0.0 octets received\r\n';
  }

  #accept(content: string): string {
    this.messages.push({ sender: this.#sender ?? '', content });
    this.#reset();
    return '250 2.0.0 queued\r\n';
  }

  #command(line: string): string {
    const [, sender] = /^MAIL FROM:\s*<?([^>\s]*)/i.exec(line) ?? [];
    if (sender !== undefined) {
      this.senders.push(sender);
      if (this.#sender !== undefined) return '503 5.5.1 nested MAIL\r\n';
      this.#sender = sender;
      return '250 2.1.0 sender ok\r\n';
    }
    const [, size, last] = /^BDAT (\d+)( LAST)?$/i.exec(line) ?? [];
    if (size !== undefined && this.#options.chunking) {
      // Out of turn it does not read the chunk: what follows is taken for commands.
      if (this.#recipients === 0) return '503 5.5.1 no recipients\r\n';
      this.#chunk = { left: Number(size), last: last !== undefined };
      return '';
    }
    switch (line.slice(0, 4).toUpperCase()) {
      case 'RCPT':
        if (this.#sender === undefined || line.includes('refused')) return '550 5.1.1 no\r\n';
        this.#recipients += 1;
        return '250 2.1.5 recipient ok\r\n';
      case 'DATA':
        if (this.#recipients === 0) return '503 5.5.1 no recipients\r\n';
        this.#content = [];
        return '354 go ahead\r\n';
      case 'EHLO':
      case 'RSET':
        this.#reset();
        return '250-lax\r\n250 SIZE\r\n';
      case 'NOOP':
        return '250 2.0.0 ok\r\n';
      case 'QUIT':
        return '221 2.0.0 bye\r\n';
      default:
        return '500 5.5.2 what\r\n';
    }
  }

  #reset(): void {
    this.#sender = undefined;
    this.#recipients = 0;
    this.#content = undefined;
    this.#body = '';
  }
}
