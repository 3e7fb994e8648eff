// Beside one HTTP listener: writes down each request and its answer as they went over the wire, without reading either
// in the service's place. Node lets a server use request and response classes of one's own; these look on.

import { IncomingMessage, ServerResponse } from 'node:http';
import { redactAddress, redactBody, redactHeaders } from './redact-http.ts';
import type { TranscriptStore } from './transcripts.ts';

const bodyShownMax = 16_384;
const bodyTextMax = 4000;

/** The first bytes of a body, and how many there were. */
class Body {
  readonly #pieces: Buffer[] = [];
  size = 0;

  add(chunk: unknown, encoding?: unknown): void {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : chunk instanceof Uint8Array
          ? Buffer.from(chunk)
          : undefined;
    if (!bytes) return;
    this.size += bytes.length;
    if (this.size <= bodyShownMax) this.#pieces.push(bytes);
  }

  /** As lines below the headers. */
  shown(type: string): string {
    if (this.size === 0) return '';
    const text = this.size <= bodyShownMax ? redactBody(type, Buffer.concat(this.#pieces)) : undefined;
    if (text === undefined) return `\n\n(${this.size} bytes)`;
    const more = text.length - bodyTextMax;
    return `\n\n${more > 0 ? `${text.slice(0, bodyTextMax)} (${more} more)` : text}`;
  }
}

const bodies = new WeakMap<IncomingMessage, Body>();

class RecordedRequest extends IncomingMessage {
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    let body = bodies.get(this);
    if (!body) {
      body = new Body();
      bodies.set(this, body);
    }
    body.add(chunk, encoding);
    return super.push(chunk, encoding);
  }
}

/** Options for `createServer`; Node types them by the plain classes. */
export function recordingClasses(
  transcripts: TranscriptStore,
  faceOf: (request: IncomingMessage) => 'entra' | 'graph',
): { IncomingMessage: typeof IncomingMessage; ServerResponse: typeof ServerResponse } {
  class RecordedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    readonly #body = new Body();
    #head: ReadonlyArray<readonly [string, string]> = [];

    constructor(request: Request, options?: object) {
      // The second parameter is Node's own and is missing in its types.
      super(...([request, options] as unknown as [Request]));
      this.once('close', () => this.#record(request));
    }

    override writeHead(status: number, ...args: unknown[]): this {
      // Node does not keep headers that are given here and nowhere else.
      const given = args.at(-1);
      if (Array.isArray(given)) this.#head = pairs(given.map(String));
      else if (typeof given === 'object' && given !== null) this.#head = entries(given);
      return super.writeHead(status, ...(args as []));
    }

    override write(...args: unknown[]): boolean {
      this.#body.add(args[0], args[1]);
      return super.write(...(args as [unknown]));
    }

    override end(...args: unknown[]): this {
      this.#body.add(args[0], args[1]);
      return super.end(...(args as [unknown]));
    }

    #record(request: Request): void {
      const writer = transcripts.open(faceOf(request), request.socket.remoteAddress ?? '');
      const line = `${request.method} ${redactAddress(request.url ?? '')}`;
      const head = redactHeaders(pairs(request.rawHeaders)).join('\n');
      const sent = bodies.get(request)?.shown(request.headers['content-type'] ?? '') ?? '';
      writer.add({ kind: 'client', text: `${line} HTTP/${request.httpVersion}\n${head}${sent}` }, line);
      if (!this.headersSent) {
        writer.add({ kind: 'note', text: 'no answer' }, `${line} - no answer`);
        return writer.end();
      }
      const answer = [...entries(this.getHeaders()), ...this.#head];
      const type = answer.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      const status = `HTTP/1.1 ${this.statusCode} ${this.statusMessage}`;
      const text = `${status}\n${redactHeaders(answer).join('\n')}${this.#body.shown(type)}`;
      writer.add({ kind: 'server', text }, `${line} - ${this.statusCode}`);
      if (!this.writableFinished) writer.add({ kind: 'note', text: 'cut off' }, `${line} - cut off`);
      writer.end();
    }
  }
  return { IncomingMessage: RecordedRequest, ServerResponse: RecordedResponse };
}

function entries(headers: object): Array<readonly [string, string]> {
  return Object.entries(headers).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as const),
  );
}

function pairs(raw: readonly string[]): Array<readonly [string, string]> {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
