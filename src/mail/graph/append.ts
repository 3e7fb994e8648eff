// A whole message into a folder (Graph documentation, "Create message" in MIME format; permission Mail.ReadWrite). What comes
// into being is always a draft. The property that says otherwise (PidTagMessageFlags) is taken with JSON alone, which would be
// another message under the same name, and cannot be changed afterwards (docs/mail.md, "Putting messages into folders").

import { fail } from '../../errors/error.ts';
import { placeShape, shaped } from './answer-shapes.ts';
import { moveMessage, removeMessage } from './change.ts';
import { type GraphDoor, graphRequest, mailboxPath } from './request.ts';
import { base64Of } from './send.ts';

/** 4 MB a request (documentation, "Outlook mail API overview"), of which base64 takes a quarter. */
export const appendBytesMax = 3_000_000;

/**
 * The id of the draft. Not repeated after a lost connection: there could be two. MIME is taken at the collection of the whole
 * mailbox alone (documentation, "Create message"; practitioners confirm it), so the draft begins in Drafts and is moved.
 *
 * @param folder - its id
 * @throws `send-too-large`
 */
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
  const path = `${mailboxPath(door)}/messages`;
  const answer = await graphRequest(door, { method: 'POST', path, content, doing, ...options });
  const { id, parentFolderId } = shaped(placeShape, answer, { door, doing });
  if (parentFolderId === folder) return id;
  try {
    return await moveMessage(door, id, folder, options);
  } catch (error) {
    // It is where nobody asked for it.
    await removeMessage(door, id);
    throw error;
  }
}
