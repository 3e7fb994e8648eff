// What is done to messages that are there: read and flagged, moved, copied, deleted (Graph documentation, "Update message",
// "message: move", "copy", "permanentDelete"; permission Mail.ReadWrite).

import { isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import { placeShape, shaped } from './answer-shapes.ts';
import { idOf, lastVerbTag } from './extras.ts';
import { messagePath } from './messages.ts';
import { type GraphDoor, graphRequest } from './request.ts';

interface Asked {
  readonly signal?: AbortSignal | undefined;
}

/** The sovereign clouds, of which the documentation says that they have no permanentDelete. */
const withoutPermanentDelete: ReadonlySet<string> = new Set([
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
]);

export interface MessageChange {
  readonly isRead?: boolean | undefined;
  readonly isFlagged?: boolean | undefined;
  /** What was last done with it (extras.ts); 0 for nothing. */
  readonly lastVerb?: number | undefined;
}

/** @throws `graph-not-found` */
export async function updateMessage(
  door: GraphDoor,
  id: string,
  change: MessageChange,
  options: Asked = {},
): Promise<void> {
  const { isRead, isFlagged, lastVerb } = change;
  await graphRequest(door, {
    method: 'PATCH',
    path: messagePath(door, id),
    query: { $select: 'id' },
    body: {
      ...(isRead === undefined ? {} : { isRead }),
      ...(isFlagged === undefined ? {} : { flag: { flagStatus: isFlagged ? 'flagged' : 'notFlagged' } }),
      ...(lastVerb === undefined
        ? {}
        : { singleValueExtendedProperties: [{ id: idOf(lastVerbTag), value: String(lastVerb) }] }),
    },
    doing: 'changing flags',
    ...options,
  });
}

/** The id that it has there. With immutable ids a second move to the same place is the first one. @throws `graph-not-found` */
export async function moveMessage(
  door: GraphDoor,
  id: string,
  folder: string,
  options: Asked = {},
): Promise<string> {
  return carry(door, { id, folder, verb: 'move', doing: 'moving the message', ...options });
}

/** The id of the copy. Never repeated by itself after a lost connection: it could be made twice. @throws `graph-not-found` */
export async function copyMessage(
  door: GraphDoor,
  id: string,
  folder: string,
  options: Asked = {},
): Promise<string> {
  return carry(door, { id, folder, verb: 'copy', doing: 'copying the message', ...options });
}

async function carry(
  door: GraphDoor,
  about: Asked & { id: string; folder: string; verb: 'move' | 'copy'; doing: string },
): Promise<string> {
  const { id, folder, verb, doing, signal } = about;
  const answer = await graphRequest(door, {
    method: 'POST',
    path: `${messagePath(door, id)}/${verb}`,
    query: { $select: 'id,parentFolderId' },
    body: { destinationId: folder },
    repeatable: verb === 'move',
    doing,
    signal,
  });
  return shaped(placeShape, answer, { door, doing }).id;
}

/** To Deleted Items; from there to Recoverable Items. @throws `graph-not-found` */
export async function deleteMessage(door: GraphDoor, id: string, options: Asked = {}): Promise<void> {
  await graphRequest(door, {
    method: 'DELETE',
    path: messagePath(door, id),
    doing: 'deleting the message',
    ...options,
  });
}

/**
 * Out of the user's reach; where the cloud has no permanentDelete, to Recoverable Items, from where Outlook can bring it
 * back for two weeks. Succeeds too when it is gone already.
 */
export async function removeMessage(door: GraphDoor, id: string, options: Asked = {}): Promise<void> {
  try {
    if (withoutPermanentDelete.has(new URL(door.baseUrl).host)) return await recoverably(door, id, options);
    await permanently(door, id, options);
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    if (isUnknownAction(error)) return removeRecoverably(door, id, options);
    if (error.code !== 'graph-not-found') throw error;
    door.log?.debug('graph.message-already-gone', { account: door.account });
  }
}

async function removeRecoverably(door: GraphDoor, id: string, options: Asked): Promise<void> {
  try {
    await recoverably(door, id, options);
  } catch (error) {
    if (!isMailgrantError(error) || error.code !== 'graph-not-found') throw error;
    door.log?.debug('graph.message-already-gone', { account: door.account });
  }
}

async function permanently(door: GraphDoor, id: string, options: Asked): Promise<void> {
  await graphRequest(door, {
    method: 'POST',
    path: `${messagePath(door, id)}/permanentDelete`,
    repeatable: true,
    doing: 'deleting the message for good',
    ...options,
  });
}

async function recoverably(door: GraphDoor, id: string, options: Asked): Promise<void> {
  const doing = 'deleting the message for good';
  await carry(door, { id, folder: 'recoverableitemsdeletions', verb: 'move', doing, ...options });
}

/** "Resource not found for the segment 'permanentDelete'": the action is missing, not the message. */
function isUnknownAction({ code, details }: MailgrantError): boolean {
  if (code === 'graph-unavailable') return details['status'] === 501;
  if (details['status'] === 405) return true;
  const about = code === 'graph-refused' || code === 'graph-not-found';
  return about && /segment '?[\w.]*permanentDelete/i.test(String(details['answer']));
}
