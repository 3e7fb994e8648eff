// A message into its parts, as it comes: each part's header, then its content in decoded pieces. Whatever its size, no more
// than a piece is in memory. The splitting itself is mailsplit's (docs/adr/0080); a message in a message is one part.

import { pipeline, Readable } from 'node:stream';
import type { MimeNode, SplitterChunk } from '@zone-eu/mailsplit';
import { headerBytesMax } from '../header/fields.ts';
import { type Decoder, decoderFor } from './decoder.ts';
import { opened } from './opening.ts';
import { type Part, partOf } from './part.ts';

export type PartEvent =
  | { readonly kind: 'part'; readonly part: Part }
  /** The bytes are right until the next event is asked for. */
  | { readonly kind: 'bytes'; readonly part: Part; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly part: Part }
  /** A limit was met: what has come so far is all that is read. */
  | { readonly kind: 'limit' };

/** Mail programs write tens of parts; a digest of a busy list has some hundred. */
export const partsMax = 2000;

interface Open {
  readonly part: Part;
  readonly decoder: Decoder;
}

export async function* splitParts(source: AsyncIterable<Uint8Array>): AsyncGenerator<PartEvent, void> {
  const { Splitter } = await import('@zone-eu/mailsplit');
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxHeadSize: headerBytesMax,
    maxChildNodes: partsMax,
  });
  // An error of either end is thrown by the iteration, and by that alone.
  pipeline(Readable.from(opened(source)), splitter, () => undefined);
  const chunks: AsyncIterable<SplitterChunk> = splitter;
  const parts = new Map<MimeNode, Part>();
  const children = new Map<Part | undefined, number>();
  let open: Open | undefined;
  const closed = function* (): Generator<PartEvent> {
    if (!open) return;
    const rest = open.decoder.end();
    if (rest.length > 0) yield { kind: 'bytes', part: open.part, bytes: rest };
    yield { kind: 'end', part: open.part };
    open = undefined;
  };
  try {
    for await (const chunk of chunks) {
      if (chunk.type === 'node') {
        yield* closed();
        const parent = chunk.parentNode ? parts.get(chunk.parentNode) : undefined;
        const number = (children.get(parent) ?? 0) + 1;
        children.set(parent, number);
        const read = partOf(chunk.getHeaders(), pathOf(parent, number, chunk), parent);
        // What the library does not part is shown as the text that it is.
        const part = { ...read, isMultipart: read.isMultipart && isParted(read, chunk) };
        parts.set(chunk, part);
        yield { kind: 'part', part };
        if (!part.isMultipart) open = { part, decoder: decoderFor(part.encoding) };
        continue;
      }
      const part = parts.get(chunk.node);
      if (!part) continue;
      // A multipart that no delimiter parts is shown as it is, rather than not at all.
      if (part.isMultipart && !children.has(part) && isDelimiter(chunk.value, part)) children.set(part, 0);
      if (part.isMultipart && !children.has(part) && !open) open = { part, decoder: decoderFor('') };
      if (open?.part !== part) continue;
      const bytes = open.decoder.write(chunk.value);
      if (bytes.length > 0) yield { kind: 'bytes', part, bytes };
    }
    yield* closed();
  } catch (error) {
    if (!isLimit(error)) throw error;
    yield* closed();
    yield { kind: 'limit' };
  }
}

function pathOf(parent: Part | undefined, number: number, node: MimeNode): string {
  if (!parent) return node.multipart ? '' : '1';
  return parent.path === '' ? `${number}` : `${parent.path}.${number}`;
}

function isDelimiter(line: Uint8Array, { parameters }: Part): boolean {
  const delimiter = Buffer.from(`--${parameters.get('boundary') ?? ''}`);
  return Buffer.compare(line.subarray(0, delimiter.length), delimiter) === 0;
}

/** The library parts by ASCII alone, and reads a type as its RFC has it. */
function isParted({ type, parameters }: Part, { multipart }: MimeNode): boolean {
  const asItReads =
    typeof multipart === 'string' && multipart.toLowerCase() === type.replace('multipart/', '');
  return asItReads && /^[\x20-\x7e]+$/.test(parameters.get('boundary') ?? '');
}

/** mailsplit's one word for too much of anything. */
function isLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EMAXLEN';
}
