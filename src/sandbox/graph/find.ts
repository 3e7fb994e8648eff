// Folders and messages by what stands in the URL.

import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { readTarget } from './bearer.ts';
import type { GraphContext, GraphDesk } from './context.ts';
import { badRequest, GraphError, itemNotFound } from './error.ts';

/** @throws GraphError 404 where the user has none. */
export function findMailbox(c: GraphContext, desk: GraphDesk): Mailbox {
  const { mailbox } = readTarget(c, desk);
  if (mailbox) return mailbox;
  throw new GraphError(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );
}

/** By id or well-known name. */
export function findFolder(mailbox: Mailbox, reference: string): Folder {
  const folder = mailbox
    .folders()
    .find((candidate) => candidate.id === reference || candidate.wellKnown === reference.toLowerCase());
  if (folder) return folder;
  throw looksLikeId(reference) ? itemNotFound() : badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
}

export function findItem(mailbox: Mailbox, id: string): Item {
  const item = mailbox.item(id);
  if (item) return item;
  throw looksLikeId(id) ? itemNotFound() : badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
}

/** The body as JSON. @throws GraphError 400. */
export async function readJson(c: GraphContext): Promise<unknown> {
  const text = await readText(c);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw badRequest(
        'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      );
    throw error;
  }
}

/** Graph's limit of 4 MB a request. @throws GraphError 413. */
export async function readText(c: GraphContext): Promise<string> {
  const tooLarge = new GraphError(413, 'RequestEntityTooLarge', 'Request Entity Too Large');
  if (Number(c.req.header('content-length') ?? 0) > requestBytesMax) throw tooLarge;
  const text = await c.req.text();
  if (Buffer.byteLength(text) > requestBytesMax) throw tooLarge;
  return text;
}

const requestBytesMax = 4 * 1024 * 1024;

function looksLikeId(id: string): boolean {
  return /^A[AQ][A-Za-z][A-Za-z0-9_-]{20,}=*$/.test(id);
}
