// Drafts by Graph (documentation, "Create message" in MIME format, "Add attachment"; permission Mail.ReadWrite): what is too
// large for one request is put together on the server, and sent from there.

import * as v from 'valibot';
import { isMailgrantError } from '../../errors/error.ts';
import { shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';
import { type LargeAttachment, uploadAttachment } from './upload-session.ts';

/** Larger attachments take an upload session, smaller ones do not get one. */
export const directBytesMax = 3 * 1024 * 1024;
/** Of an upload session. */
export const graphAttachmentBytesMax = 150 * 1024 * 1024;

const draftShape = v.object({ id: v.string(), internetMessageId: v.nullish(v.string()) });

export interface GraphDraft {
  readonly id: string;
  /** Graph may have given it another than ours. */
  readonly messageId: string | undefined;
}

/** @param mime - the message in base64, Bcc in it */
export async function createDraft(door: GraphDoor, owner: string, mime: string): Promise<GraphDraft> {
  const doing = 'creating the draft';
  const content = { type: 'text/plain', text: mime };
  const answer = await graphRequest(door, { method: 'POST', path: `${owner}/messages`, content, doing });
  const { id, internetMessageId } = shaped(draftShape, answer, { door, doing });
  return { id, messageId: internetMessageId ?? undefined };
}

export async function attach(
  door: GraphDoor,
  owner: string,
  draft: string,
  attachment: LargeAttachment,
): Promise<void> {
  const message = `${owner}/messages/${encodeURIComponent(draft)}`;
  const { name, contentType, cid, bytes } = attachment;
  if (bytes > directBytesMax) return uploadAttachment(door, message, attachment);
  const pieces: Uint8Array[] = [];
  for await (const piece of attachment.content()) pieces.push(Uint8Array.from(piece));
  const body = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType: contentType ?? 'application/octet-stream',
    contentBytes: Buffer.concat(pieces).toString('base64'),
    ...(cid === undefined ? {} : { isInline: true, contentId: cid }),
  };
  await graphRequest(door, {
    method: 'POST',
    path: `${message}/attachments`,
    body,
    doing: `attaching ${name}`,
  });
}

/** Of a send that has failed: gone for good where the cloud can, else to Deleted Items. */
export async function dropDraft(door: GraphDoor, owner: string, draft: string): Promise<void> {
  const path = `${owner}/messages/${encodeURIComponent(draft)}`;
  const doing = 'removing the draft';
  try {
    await graphRequest(door, { method: 'POST', path: `${path}/permanentDelete`, doing });
  } catch (error) {
    if (!isMailgrantError(error) || error.code === 'graph-not-found') throw error;
    await graphRequest(door, { method: 'DELETE', path, doing });
  }
}
