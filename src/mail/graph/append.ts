// A whole message into a folder (Graph documentation, "Create message" in MIME format; permission Mail.ReadWrite). What
// comes into being is always a draft, whichever folder it lies in: Graph has no way to say that a message was received.

import { fail } from '../../errors/error.ts';
import { placeShape, shaped } from './answer-shapes.ts';
import { messagesIn } from './messages.ts';
import { type GraphDoor, graphRequest } from './request.ts';
import { base64Of } from './send.ts';

/** 4 MB a request (documentation, "Outlook mail API overview"), of which base64 takes a quarter. */
export const appendBytesMax = 3_000_000;

/** The id of the draft. Not repeated after a lost connection: there could be two. @throws `send-too-large` */
export async function appendDraft(
  door: GraphDoor,
  folder: string,
  message: { readonly source: () => AsyncIterable<Uint8Array>; readonly bytes: number },
  options: { signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { bytes } = message;
  if (bytes > appendBytesMax) {
    const { host } = new URL(door.baseUrl);
    throw fail('send-too-large', { host, bytes, bytesMax: appendBytesMax });
  }
  const doing = 'creating the draft';
  const content = { type: 'text/plain', text: await base64Of(message.source()) };
  const path = messagesIn(door, folder);
  const answer = await graphRequest(door, { method: 'POST', path, content, doing, ...options });
  return shaped(placeShape, answer, { door, doing }).id;
}
