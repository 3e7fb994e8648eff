// Graph in the words of a door. Ids are immutable ones: they survive a move, so a message that has gone to another folder
// is still reached by the locator that was made for the first.

import { heardByMany } from '../../base/heard-by-many.ts';
import { invariant } from '../../base/invariant.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { appendDraft } from '../../mail/graph/append.ts';
import {
  copyMessage,
  type MessageChange,
  moveMessage,
  removeMessage,
  updateMessage,
} from '../../mail/graph/change.ts';
import { graphDownload } from '../../mail/graph/download.ts';
import { verbs } from '../../mail/graph/extras.ts';
import { findByMessageId, findBySentTime } from '../../mail/graph/find.ts';
import {
  createFolder,
  deleteFolder,
  type GraphFolder,
  isFolderStill,
  listFolders,
  renameFolder,
  type WellKnownFolder,
} from '../../mail/graph/folders.ts';
import { forMany } from '../../mail/graph/many.ts';
import { type GraphMessage, listMessages, messagePath } from '../../mail/graph/messages.ts';
import { isReplaced } from '../../mail/graph/replaced-id.ts';
import { searchMessages } from '../../mail/graph/search.ts';
import type { MailboxWorld } from '../context.ts';
import type { FolderUse } from '../message.ts';
import type { DoorFolder, DoorMessage, FlagChange, Locator, ReadDoor, Wanted } from './door.ts';
import { graphDoorOf } from './graph-door.ts';

const uses: Readonly<Record<WellKnownFolder, FolderUse>> = {
  inbox: 'inbox',
  drafts: 'drafts',
  sentitems: 'sent',
  deleteditems: 'trash',
  junkemail: 'junk',
  archive: 'archive',
  outbox: 'outbox',
};

type GraphLocator = Extract<Locator, { by: 'graph' }>;

export function openGraphDoor(world: MailboxWorld): ReadDoor {
  const closing = new AbortController();
  // Each request that is under way or waits for its turn listens.
  const signal = heardByMany(closing.signal);
  const graph = { ...graphDoorOf(world), signal, extras: { refused: false } };
  /** What is not there any more is told in the words of all doors. */
  const there = async <T>(locator: GraphLocator, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw goneOr(error, world, locator);
    }
  };
  const find = async (wanted: Wanted, folder: string | undefined, signal: AbortSignal | undefined) => {
    const { messageId, sentAtMs } = wanted;
    if (messageId !== undefined) return findByMessageId(graph, messageId, { folder, signal });
    if (sentAtMs !== undefined) return findBySentTime(graph, sentAtMs, { folder, signal });
    // Neither Message-ID nor Date: nothing that Graph could look for.
    invariant(folder !== undefined, 'what has no name is looked for in one folder');
    const nameless: GraphMessage[] = [];
    for await (const message of listMessages(graph, folder, { signal })) {
      if (message.messageId === undefined) nameless.push(message);
    }
    return nameless;
  };

  return {
    service: 'graph',
    async folders({ signal } = {}) {
      return (await listFolders(graph, { signal })).map(doorFolder);
    },
    stands: ({ handle, names, within }, { signal } = {}) =>
      isFolderStill(graph, { id: handle, name: names.at(-1) ?? '', parentId: within }, { signal }),
    async *list(folder, { limit, signal } = {}) {
      for await (const message of listMessages(graph, folder.handle, { limit, signal })) {
        yield doorMessage(message, folder.handle);
      }
    },
    async *search(folder, query, { limit, signal } = {}) {
      for await (const message of searchMessages(graph, folder.handle, query, { limit, signal })) {
        yield doorMessage(message, folder.handle);
      }
    },
    async find(folder, wanted, { signal } = {}) {
      const found = await find(wanted, folder.handle, signal);
      return found.map((message) => doorMessage(message, folder.handle));
    },
    async findAnywhere(wanted, { signal } = {}) {
      if (wanted.messageId === undefined && wanted.sentAtMs === undefined) return [];
      return (await find(wanted, undefined, signal)).map((message) => doorMessage(message, ''));
    },
    replaced: (folder, messageId, { signal } = {}) => isReplaced(graph, folder.handle, messageId, { signal }),
    async *source(message, { signal, fromByte } = {}) {
      const locator = graphLocator(message);
      const path = `${messagePath(graph, locator.id)}/$value`;
      try {
        yield* graphDownload(graph, { path, doing: 'downloading the message', fromByte, signal });
      } catch (error) {
        throw goneOr(error, world, locator);
      }
    },
    async flag(messages, change, { signal } = {}) {
      const asked = flagsOf(change);
      if (!asked) return;
      const one = (locator: GraphLocator): Promise<void> =>
        there(locator, async () => {
          try {
            await updateMessage(graph, locator.id, asked, { signal });
          } catch (error) {
            throw asked.lastVerb === undefined ? error : unsaidOr(error);
          }
        });
      await forMany(graph, messages.map(graphLocator), one, { doing: 'Changing flags', repeatable: true });
    },
    move(messages, to, { signal } = {}) {
      const one = (locator: GraphLocator): Promise<Locator> =>
        there(locator, async () => {
          const id = await moveMessage(graph, locator.id, to.handle, { signal });
          return { by: 'graph', id, folder: to.handle };
        });
      return forMany(graph, messages.map(graphLocator), one, { doing: 'Moving', repeatable: true });
    },
    copy(messages, to, { signal } = {}) {
      const one = (locator: GraphLocator): Promise<Locator> =>
        there(locator, async () => {
          const id = await copyMessage(graph, locator.id, to.handle, { signal });
          return { by: 'graph', id, folder: to.handle };
        });
      return forMany(graph, messages.map(graphLocator), one, { doing: 'Copying', repeatable: false });
    },
    async remove(messages, { signal } = {}) {
      const one = (locator: GraphLocator): Promise<void> => removeMessage(graph, locator.id, { signal });
      await forMany(graph, messages.map(graphLocator), one, { doing: 'Deleting', repeatable: true });
    },
    async append(folder, message, { signal, flags = {}, receivedAtMs } = {}) {
      // What Graph would make of it is a draft of now, and no message that has come.
      if (flags.draft !== true || receivedAtMs !== undefined) {
        const verb = 'put a message that is no draft into a folder';
        throw fail('verb-not-by-this-door', { service: 'GRAPH', verb, instead: '--via imap' });
      }
      const id = await appendDraft(graph, folder.handle, message, { signal });
      const { seen, flagged } = flags;
      const asked = flagsOf({ ...(seen === undefined ? {} : { seen }), ...(flagged ? { flagged } : {}) });
      if (asked) await updateMessage(graph, id, asked, { signal });
      return { by: 'graph', id, folder: folder.handle };
    },
    async createFolder(parent, name, { signal } = {}) {
      const handle = await createFolder(graph, parent?.handle, name, { signal });
      const names = [...(parent?.names ?? []), name];
      return { handle, names, use: undefined, selectable: true, total: 0, unread: 0 };
    },
    async renameFolder({ handle, names }, { parent, name }, { signal } = {}) {
      const above = parent?.names ?? [];
      const elsewhere = above.join('\0') !== names.slice(0, -1).join('\0');
      const old = { id: handle, name: names.at(-1) ?? '' };
      await renameFolder(graph, old, { parent: parent?.handle, name, elsewhere }, { signal });
      return handle;
    },
    deleteFolder: (folder, { signal } = {}) => deleteFolder(graph, folder.handle, { signal }),
    close() {
      closing.abort();
      return Promise.resolve();
    },
  };
}

function doorFolder({ id, parentId, names, wellKnown, total, unread }: GraphFolder): DoorFolder {
  const use = wellKnown && uses[wellKnown];
  return { handle: id, within: parentId, names, use, selectable: true, total, unread };
}

export function doorMessage(message: GraphMessage, folder: string): DoorMessage {
  const { id, folderId, isRead, isFlagged, isDraft, isAnswered, isForwarded, ...shown } = message;
  return {
    ...shown,
    locator: { by: 'graph', id, folder: folderId ?? folder },
    flags: { seen: isRead, flagged: isFlagged, answered: isAnswered, forwarded: isForwarded, draft: isDraft },
  };
}

function graphLocator(locator: Locator): GraphLocator {
  invariant(locator.by === 'graph', 'a locator is used at the door that made it');
  return locator;
}

function goneOr(error: unknown, world: MailboxWorld, { id, folder }: GraphLocator): unknown {
  if (!isMailgrantError(error) || error.code !== 'graph-not-found') return error;
  return fail('mail-message-gone', { message: id, folder, account: world.address }, { cause: error });
}

/** Undefined for no change at all. */
function flagsOf({ seen, flagged, answered, forwarded }: FlagChange): MessageChange | undefined {
  // Exchange keeps what was done last: answered or forwarded, not both.
  const lastVerb = answered
    ? verbs.reply
    : forwarded
      ? verbs.forward
      : answered === false || forwarded === false
        ? 0
        : undefined;
  if (seen === undefined && flagged === undefined && lastVerb === undefined) return undefined;
  return { isRead: seen, isFlagged: flagged, lastVerb };
}

/** A server that does not take what was done last. */
function unsaidOr(error: unknown): unknown {
  if (!isMailgrantError(error)) return error;
  const { code, details } = error;
  if (code !== 'graph-refused' && details['status'] !== 501) return error;
  const told = { service: 'GRAPH', verb: 'mark a message as answered or forwarded', instead: '--via imap' };
  return fail('verb-not-by-this-door', told, { cause: error });
}
