// What hangs on a message, one after the other as it comes, each as a stream of decoded pieces.

import type { Attachment } from './message.ts';
import type { Part } from './parts/part.ts';
import { readableParts } from './parts/readable-parts.ts';
import { roleOf } from './parts/role.ts';
import type { PartEvent } from './parts/split.ts';
import { attachmentKind } from './read.ts';

export interface AttachmentContent extends Omit<Attachment, 'bytes' | 'inline' | 'subject'> {
  /** To be read before the next one is asked for; what is left of it then is passed over. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** @param options - `reuse`: a piece is right until the next one is asked for; by default it is the reader's own */
export async function* attachmentContents(
  source: AsyncIterable<Uint8Array>,
  options: { reuse?: boolean } = {},
): AsyncGenerator<AttachmentContent, void> {
  const { reuse = false } = options;
  const events = readableParts(source);
  try {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (next.value.kind !== 'part') continue;
      const { part } = next.value;
      const kind = part.isMultipart ? undefined : attachmentKind(part, roleOf(part));
      if (kind === undefined) continue;
      const content = contentOf(events, part, reuse);
      const { path, name, type, disposition, contentId } = part;
      yield { part: path, kind, name, type, disposition, contentId, content };
      for await (const _ of content) continue;
    }
  } finally {
    await events.return();
  }
}

/** Goes on where it was left: whoever stops early leaves the rest to us. */
function contentOf(
  events: AsyncGenerator<PartEvent, void>,
  part: Part,
  reuse: boolean,
): AsyncIterable<Uint8Array> {
  let ended = false;
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    while (!ended) {
      const event = await events.next();
      if (event.done || event.value.kind === 'limit' || event.value.kind === 'end') ended = true;
      else if (event.value.kind === 'bytes' && event.value.part === part) {
        const { bytes } = event.value;
        return { done: false, value: reuse ? bytes : Buffer.from(bytes) };
      }
    }
    return { done: true, value: undefined };
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
