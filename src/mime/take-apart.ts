// A ready message with its attachments taken out, for a route that takes those one by one: only where nothing is lost by it.
// What cannot be said of an attachment apart from its message stays where it is; the rest is the same to the byte.

import { divided } from './divide.ts';
import { splitHeader } from './message-stream.ts';
import type { Openable, OutgoingAttachment } from './outgoing.ts';
import { decoderFor } from './parts/decoder.ts';
import { type Part, partOf } from './parts/part.ts';
import type { Sized } from './prepared.ts';

/** An attachment; `inline` where the text shows it in its place. */
export interface ApartAttachment extends OutgoingAttachment {
  readonly inline?: boolean | undefined;
}

export interface TakenApart {
  readonly rest: Sized;
  readonly attachments: readonly ApartAttachment[];
}

/** Of one part; a longer one belongs to something that is no attachment. */
const headBytesMax = 64 * 1024;
const emptyLine = Buffer.from('\r\n\r\n');

/** @param whole - line ends are CRLF throughout @returns why not, in words that go on from "because", where it would lose something */
export async function takeApart(whole: Openable): Promise<TakenApart | string> {
  const { header, body } = await splitHeader(buffers(whole()));
  const root = partOf(header, '', undefined);
  const boundary = root.parameters.get('boundary') ?? '';
  if (root.type !== 'multipart/mixed' || boundary === '') {
    await body.return();
    return reasonOf(root);
  }
  const heads = await headsOf(body, boundary);
  // The first part is what the message says.
  const taken = heads.filter(({ part, number }) => number > 1 && standsAlone(part));
  if (taken.length === 0) return 'none of its parts is an attachment that can stand by itself';
  const numbers = new Set(taken.map(({ number }) => number));
  const source: Openable = async function* () {
    const again = await splitHeader(buffers(whole()));
    yield Buffer.concat([again.header, Buffer.from('\r\n')]);
    for await (const { part, bytes } of divided(again.body, boundary)) if (!numbers.has(part)) yield bytes;
  };
  let bytes = 0;
  for await (const piece of source()) bytes += piece.length;
  const attachments = taken.map(({ number, part }) => attachmentOf(whole, boundary, number, part));
  return { rest: { source, bytes }, attachments };
}

/** The header of each part. */
async function headsOf(
  body: AsyncIterable<Buffer>,
  boundary: string,
): Promise<readonly { number: number; part: Part }[]> {
  const heads: { number: number; bytes: Buffer; complete: boolean }[] = [];
  for await (const { part: number, kind, bytes } of divided(body, boundary)) {
    if (kind === 'delimiter') heads.push({ number, bytes: Buffer.alloc(0), complete: false });
    const head = heads.at(-1);
    if (kind !== 'content' || !head || head.number !== number || head.complete) continue;
    head.bytes = Buffer.concat([head.bytes, bytes]);
    const end = head.bytes.indexOf(emptyLine);
    head.complete = end >= 0 || head.bytes.length > headBytesMax;
    if (end >= 0) head.bytes = head.bytes.subarray(0, end + 2);
  }
  return heads
    .filter(({ complete, bytes }) => complete && bytes.length <= headBytesMax)
    .map(({ number, bytes }) => ({ number, part: partOf(bytes.subarray(2), `${number}`, undefined) }));
}

/** Name, type and bytes are all there is to it. */
function standsAlone({ type, name, encoding, fields, parameters }: Part): boolean {
  return (
    name !== undefined &&
    !/^(multipart|message)\//.test(type) &&
    /^(base64|quoted-printable|7bit|8bit|binary|)$/.test(encoding) &&
    // What a program notes for itself (X-...) shows nobody anything.
    fields.all.every(({ name: field }) =>
      /^(content-(type|disposition|transfer-encoding|id|description)|x-.*)$/i.test(field),
    ) &&
    [...parameters].every(
      ([key, value]) =>
        key === 'name' || key.startsWith('x-') || (key === 'charset' && /^(us-ascii|utf-8)$/i.test(value)),
    )
  );
}

function attachmentOf(whole: Openable, boundary: string, number: number, part: Part): ApartAttachment {
  const { name, type, contentId, disposition, encoding } = part;
  return {
    filename: name,
    contentType: type,
    ...(contentId === undefined ? {} : { cid: contentId }),
    inline: disposition === 'inline' && contentId !== undefined,
    async *content() {
      const { body } = await splitHeader(buffers(whole()));
      const decoder = decoderFor(encoding);
      let head: Buffer | undefined = Buffer.alloc(0);
      for await (const section of divided(body, boundary)) {
        if (section.part > number) break;
        if (section.part !== number || section.kind !== 'content') continue;
        let bytes = section.bytes;
        if (head) {
          head = Buffer.concat([head, bytes]);
          const end = head.indexOf(emptyLine);
          if (end < 0) continue;
          bytes = head.subarray(end + emptyLine.length);
          head = undefined;
        }
        const decoded = decoder.write(bytes);
        // Whoever sends it holds several pieces.
        if (decoded.length > 0) yield Buffer.from(decoded);
      }
      const last = decoder.end();
      if (last.length > 0) yield last;
    },
  };
}

function reasonOf({ type }: Part): string {
  if (type === 'multipart/signed' || /pkcs7|pgp/.test(type)) return 'it is signed or encrypted as a whole';
  if (type === 'multipart/encrypted') return 'it is encrypted as a whole';
  if (type === 'multipart/mixed') return 'no boundary parts it';
  return type.startsWith('multipart/')
    ? `its parts belong together (${type})`
    : `it is all of one piece (${type})`;
}

async function* buffers(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  for await (const piece of source) yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
}
