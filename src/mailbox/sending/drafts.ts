// Drafts: kept in the folder for them, with everything that a sent message has, Bcc as well; and sent from there.

import { invariant } from '../../base/invariant.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { appendBytesMax } from '../../mail/graph/append.ts';
import type { GraphSendOutcome } from '../../mail/graph/send.ts';
import type { MailboxContext } from '../context.ts';
import type { DoorMessage, ReadDoor } from '../doors/door.ts';
import type { NamedFolder } from '../folders.ts';
import { messageIdOf } from '../ids/message-ref.ts';
import { locate } from '../locate.ts';
import type { MessageId } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';
import type { DraftAtGraph } from './draft-by-graph.ts';
import { namesItself, type SendOptions, type Sent, type ToSend } from './message.ts';
import { readingOptions, withOriginal } from './original.ts';
import { withPrepared } from './prepare.ts';
import { routesToTry } from './route.ts';
import type { Sending } from './sending.ts';

export interface DraftKept {
  /** For `sendDraft`. */
  readonly id: MessageId;
  readonly messageId: string;
}

/** @throws `folder-unknown` where the mailbox has no folder for drafts */
export function keepDraft(
  context: MailboxContext,
  message: ToSend,
  options: VerbOptions,
): Promise<DraftKept> {
  const door = context.doorFor('draft', options.via);
  invariant(door.append, 'the routes of draft lead to doors that can append');
  const append = door.append.bind(door);
  const { signal } = options;
  return withPrepared(
    context.world,
    message,
    async (prepared, split) => {
      const [path, folder] = await draftsFolder(context, door, signal);
      const whole = prepared.withBcc();
      if (door.service === 'graph' && whole.bytes > appendBytesMax) {
        const { keepByGraph } = await import('./by-graph.ts');
        await keepByGraph(context, prepared, { split, isNew: !namesItself(message), signal });
      } else await append(folder, whole, { signal, flags: { seen: true, draft: true } });
      const { messageId, subject } = prepared;
      const id = messageIdOf(path, { messageId, subject, sentAtMs: undefined, from: undefined });
      return { id, messageId };
    },
    { isDraft: true },
  );
}

/**
 * Sends what was kept, to those whom its fields name, and takes it out of the drafts. A draft that cannot be taken out is
 * still there afterwards: the message is sent all the same.
 */
export async function sendKept(
  context: MailboxContext,
  sending: Sending,
  id: string,
  options: SendOptions,
): Promise<Sent & { readonly draftRemoved: boolean }> {
  const reading = readingOptions(options);
  const { door, message } = await locateDraft(context, id, reading);
  const [first] = routesToTry(context, options);
  const atGraph = first?.route === 'graph' ? await atGraphOf(context, id, reading) : undefined;
  let sentThere = false;
  const byGraph = async (): Promise<GraphSendOutcome | undefined> => {
    const there = await atGraphOf(context, id, reading);
    sentThere = there !== undefined;
    return there?.send(options);
  };
  const sent = atGraph
    ? await sending.sendThere(atGraph, options, () => {
        sentThere = true;
        return atGraph.send(options);
      })
    : await withOriginal(context, id, reading, (raw) =>
        sending.send({ raw }, options, { renew: ['Date'], byGraph }),
      );
  // It is the same item in Sent Items now: to remove it would be to remove that.
  if (sentThere) return { ...sent, draftRemoved: true };
  try {
    // Through the door that it was read by: the one whose name of it is at hand.
    await door.remove?.([message.locator], reading);
    return { ...sent, draftRemoved: door.remove !== undefined };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    context.world.log?.info('draft.not-removed', { id, error: error.message });
    return { ...sent, draftRemoved: false };
  }
}

/** @throws `send-not-a-draft`, `message-unknown` */
export async function locateDraft(
  context: MailboxContext,
  id: string,
  reading: VerbOptions,
): Promise<{ readonly door: ReadDoor; readonly message: DoorMessage }> {
  const door = context.doorFor('read');
  // What was seen may have been sent meanwhile: a draft is looked for each time.
  for (const service of [door.service, 'graph'] as const) context.locations.forget(service, id as MessageId);
  const { message, folder } = await locate(context, door, id, reading);
  const inDrafts = (await context.folderFor(door, 'drafts', reading))?.[0] === folder;
  if (inDrafts || message.flags?.draft) return { door, message };
  throw fail('send-not-a-draft', { id });
}

/** Undefined where Graph does not see it (yet): then it is sent as what it says. */
async function atGraphOf(
  context: MailboxContext,
  id: string,
  reading: VerbOptions,
): Promise<DraftAtGraph | undefined> {
  try {
    const { message } = await locate(context, context.door('graph'), id, reading);
    const { locator } = message;
    invariant(locator.by === 'graph', 'a door makes locators of its own');
    const { draftAtGraph } = await import('./draft-by-graph.ts');
    return await draftAtGraph(context, locator.id, reading.signal);
  } catch (error) {
    if (isMailgrantError(error) && error.code === 'message-unknown') return undefined;
    throw error;
  }
}

/** Made where there is none, by a door that can. @throws `folder-unknown` */
async function draftsFolder(
  context: MailboxContext,
  door: ReadDoor,
  signal: AbortSignal | undefined,
): Promise<NamedFolder> {
  const known = await context.folderFor(door, 'drafts', { signal });
  if (known) return known;
  if (door.service !== 'imap' || !door.createFolder) return context.folder(door, 'drafts', { signal });
  await door.createFolder(undefined, 'Drafts', { signal });
  context.forgetFolders();
  return context.folder(door, 'drafts', { signal });
}
