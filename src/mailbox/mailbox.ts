// One mailbox, whichever doors lead to it: `const box = await mailgrant.mailbox('anna')`. The verbs themselves are the files
// in verbs/, sending/, reading/, export/ and watching/; this class says what there is and hands each the same context.

import type { Service } from '../base/token-source.ts';
import type { SearchQuery } from '../mail/search-query.ts';
import type { AttachmentContent } from '../mime/attachments.ts';
import { MailboxContext, type MailboxWorld, type OpenDoor } from './context.ts';
import type { FlagChange } from './doors/door.ts';
import { openDoor } from './doors/open-door.ts';
import { type Exported, type ExportOptions, exportFolder } from './export/export.ts';
import type { Folder, MessageId, MessageSummary } from './message.ts';
import { attachmentsById, type OpenedMessage, readById } from './reading/read.ts';
import { type SavedFile, type SaveOptions, saveAttachments, saveMessage } from './reading/save.ts';
import { type Answered, type ForwardOptions, forward, type ReplyOptions, reply } from './sending/answer.ts';
import { type DraftKept, keepDraft, sendKept } from './sending/drafts.ts';
import { type DraftChanges, type DraftEdited, editDraft } from './sending/edit-draft.ts';
import type { DryRun, MailToSend, SendOptions, Sent, ToSend } from './sending/message.ts';
import { Sending } from './sending/sending.ts';
import type { VerbOptions } from './verb-options.ts';
import { type AppendOptions, appendMessage, type Source } from './verbs/append.ts';
import { createFolder, deleteFolder, renameFolder } from './verbs/change-folders.ts';
import { deleteMessages } from './verbs/delete.ts';
import { flagMessages } from './verbs/flag.ts';
import { getMessage, messageSource } from './verbs/get.ts';
import { type ListOptions, listMessages } from './verbs/list.ts';
import { copyMessages, moveMessages } from './verbs/move.ts';
import { mailboxProfile, type Profile } from './verbs/profile.ts';
import { searchMessages } from './verbs/search.ts';
import type { FolderDelta, MailboxEvent, WatchOptions } from './watching/events.ts';
import { Subscriptions } from './watching/subscriptions.ts';
import { folderDelta, watchFolders } from './watching/watch.ts';

export class Mailbox {
  readonly #context: MailboxContext;
  readonly #sending: Sending;
  #closing: Promise<void> | undefined;

  constructor(world: MailboxWorld, open: OpenDoor = openDoor) {
    this.#context = new MailboxContext(world, open);
    this.#sending = new Sending(this.#context);
  }

  /** The address of the mailbox that is open. */
  get address(): string {
    return this.#context.world.address;
  }

  /** What the account is connected for. */
  get connected(): readonly Service[] {
    return this.#context.world.connected;
  }

  async folders(options: VerbOptions = {}): Promise<readonly Folder[]> {
    const door = this.#context.doorFor('folders', options.via);
    this.#context.forgetFolders();
    return (await this.#context.folders(door, { signal: options.signal, counts: true })).list();
  }

  /** @throws `folder-exists`, `folder-unknown` where there is nothing of what is before the last `/` */
  createFolder(path: string, options: VerbOptions = {}): Promise<Folder> {
    return createFolder(this.#context, path, options);
  }

  /**
   * A name is one beside where the folder is; a path leads into another folder, and `/NAME` to the top.
   *
   * @throws `folder-unknown`, `folder-exists`, `folder-has-use`
   */
  renameFolder(folder: string, to: string, options: VerbOptions = {}): Promise<Folder> {
    return renameFolder(this.#context, folder, to, options);
  }

  /** By Graph into Deleted Items; by IMAP for good. @throws `folder-unknown`, `folder-not-empty`, `folder-has-use` */
  deleteFolder(
    folder: string,
    options: VerbOptions & { withContent?: boolean | undefined } = {},
  ): Promise<string> {
    return deleteFolder(this.#context, folder, options);
  }

  /** Newest first; all of them where no `limit` is given, fetched as they are read. @throws `folder-unknown` */
  list(folder = 'inbox', options: ListOptions = {}): AsyncIterable<MessageSummary> {
    return listMessages(this.#context, folder, options);
  }

  /** What fits, newest first; in every folder where none is named. */
  search(
    query: SearchQuery,
    options: ListOptions & { folder?: string | undefined } = {},
  ): AsyncIterable<MessageSummary> {
    return searchMessages(this.#context, query, options);
  }

  /** @throws `message-unknown`, `message-ambiguous`, `message-id-not-understood` */
  get(id: string, options: VerbOptions = {}): Promise<MessageSummary> {
    return getMessage(this.#context, id, options);
  }

  /** What it says: text, safe HTML, attachments, a meeting, a report. Read as it comes; it is not marked as read. */
  read(id: string, options: Parameters<typeof readById>[2] = {}): Promise<OpenedMessage> {
    return readById(this.#context, id, options);
  }

  /** Each with its content as a stream, to be read before the next one. */
  attachments(id: string, options: VerbOptions = {}): AsyncIterable<AttachmentContent> {
    return attachmentsById(this.#context, id, { ...options, reuse: false });
  }

  /** Into files of a folder, under safe names. @throws `save-exists`, `save-disk-full`, `attachment-unknown` */
  saveAttachments(
    id: string,
    folder: string,
    options: SaveOptions & { only?: readonly string[] | undefined } = {},
  ): Promise<readonly SavedFile[]> {
    return saveAttachments(this.#context, id, folder, options);
  }

  /** The message itself as a file (.eml); into a folder, under a name of its date and subject. */
  saveMessage(id: string, file: string, options: SaveOptions = {}): Promise<SavedFile> {
    return saveMessage(this.#context, id, file, options);
  }

  /** A folder into files. Run again, it goes on where it was, and takes what is new. @throws see export/export.ts */
  export(folder: string, options: ExportOptions): Promise<Exported> {
    return exportFolder(this.#context, folder, options);
  }

  /** The message as it is (RFC 5322), in pieces. It is not marked as read. */
  source(id: string, options: VerbOptions = {}): AsyncIterable<Uint8Array> {
    return messageSource(this.#context, id, options);
  }

  flag(ids: readonly string[], change: FlagChange, options: VerbOptions = {}): Promise<void> {
    return flagMessages(this.#context, ids, change, options);
  }

  /** The ids that they have there. */
  move(ids: readonly string[], folder: string, options: VerbOptions = {}): Promise<readonly MessageId[]> {
    return moveMessages(this.#context, ids, folder, options);
  }

  copy(ids: readonly string[], folder: string, options: VerbOptions = {}): Promise<readonly MessageId[]> {
    return copyMessages(this.#context, ids, folder, options);
  }

  /** Into the trash; for good where an id names the trash, or where `permanently` is said. */
  delete(
    ids: readonly string[],
    options: VerbOptions & { permanently?: boolean | undefined } = {},
  ): Promise<void> {
    return deleteMessages(this.#context, ids, options);
  }

  /** Puts a whole message into a folder. Resolves, with its id there, when the server has it. */
  append(folder: string, message: Source, options: VerbOptions & AppendOptions = {}): Promise<MessageId> {
    return appendMessage(this.#context, folder, message, options);
  }

  /**
   * Resolves when it is sent. After any error but `send-outcome-unknown` it was certainly not. With a `messageId` of the
   * caller's it is sent once, however often this is called.
   */
  send(message: ToSend, options: SendOptions = {}): Promise<Sent> {
    return this.#sending.send(message, options);
  }

  /** In its thread, to its author or to `all`, with what it said below. Marks it as answered. */
  reply(id: string, message: MailToSend, options: ReplyOptions = {}): Promise<Answered> {
    return reply(this.#context, this.#sending, id, message, options);
  }

  /** With its text and its attachments, or whole as one attachment. Marks it as forwarded. */
  forward(id: string, message: MailToSend, options: ForwardOptions = {}): Promise<Answered> {
    return forward(this.#context, this.#sending, id, message, options);
  }

  /** Kept in the folder for drafts, with Bcc. */
  draft(message: ToSend, options: VerbOptions = {}): Promise<DraftKept> {
    return keepDraft(this.#context, message, options);
  }

  /** The draft with these changes, under the same id where it has a Message-ID. What is not said stays; attachments are added, or left out. */
  editDraft(id: string, changes: DraftChanges, options: VerbOptions = {}): Promise<DraftEdited> {
    return editDraft(this.#context, id, changes, options);
  }

  /** Sends a draft to those whom it names, and takes it out of the drafts. */
  sendDraft(id: string, options: SendOptions = {}): Promise<Sent & { readonly draftRemoved: boolean }> {
    return sendKept(this.#context, this.#sending, id, options);
  }

  /** What `send` would do: envelope, header, size, route and why. Nothing is connected or sent. */
  dryRun(message: ToSend, options: SendOptions = {}): Promise<DryRun> {
    return this.#sending.dryRun(message, options);
  }

  /**
   * What happens in these folders from now on, or since a cursor, for as long as somebody listens. Ends without an error when
   * `signal` is aborted. @throws `folder-unknown`, `watch-cursor-not-understood`, `watch-cursor-elsewhere`
   */
  watch(
    folders: string | readonly string[] = 'inbox',
    options: VerbOptions & WatchOptions = {},
  ): AsyncGenerator<MailboxEvent, void> {
    return watchFolders(this.#context, typeof folders === 'string' ? [folders] : folders, options);
  }

  /** Graph's subscriptions, for a receiver of one's own. A watch makes and ends its own. */
  get subscriptions(): Subscriptions {
    return new Subscriptions(this.#context);
  }

  /** What has happened in a folder since a cursor; without one, everything that is there, as created. */
  delta(
    folder = 'inbox',
    cursor?: string,
    options: VerbOptions & Pick<WatchOptions, 'events' | 'onStatus'> = {},
  ): Promise<FolderDelta> {
    return folderDelta(this.#context, folder, cursor, options);
  }

  /** Whose mailbox it is, by Graph. What a permission is missing for is left undefined. */
  profile(options: VerbOptions = {}): Promise<Profile> {
    return mailboxProfile(this.#context, options);
  }

  /** Ends its connections. Whoever closes it once more waits for the same end. */
  close(): Promise<void> {
    this.#closing ??= this.#context.close();
    return this.#closing;
  }
}
