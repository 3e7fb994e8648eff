// Reply and forward: what the new message takes from the old one, and the mark on the old one afterwards. A mark that fails
// is told and changes nothing: the message is sent.

import { attachmentContents } from '../../mime/attachments.ts';
import {
  answerRecipients,
  attribution,
  escapeHtml,
  forwardHead,
  forwardSubject,
  quoted,
  replySubject,
  threadOf,
} from '../../mime/compose-answer.ts';
import type { ReadMessage } from '../../mime/message.ts';
import type { Openable, OutgoingAttachment } from '../../mime/outgoing.ts';
import { readMessage } from '../../mime/read.ts';
import type { MailboxContext } from '../context.ts';
import type { FlagChange } from '../doors/door.ts';
import { flagMessages } from '../verbs/flag.ts';
import type { MailToSend, SendOptions, Sent } from './message.ts';
import { readingOptions, withOriginal } from './original.ts';
import type { Sending } from './sending.ts';

export interface ReplyOptions extends SendOptions {
  /** To everybody who had it. */
  readonly all?: boolean | undefined;
  /** To the list that it came by, where it came by one. */
  readonly list?: boolean | undefined;
  /** Default: true. */
  readonly quote?: boolean | undefined;
  /** Further addresses of ours, so that nobody answers himself. */
  readonly own?: readonly string[] | undefined;
}

export interface ForwardOptions extends SendOptions {
  /** Its text and its attachments, or all of it as one attachment. Default: 'inline'. */
  readonly as?: 'inline' | 'attachment' | undefined;
}

/** `marked` is false where the old message could not be marked. */
export type Answered = Sent & { readonly marked: boolean };

export function reply(
  context: MailboxContext,
  sending: Sending,
  id: string,
  message: MailToSend,
  options: ReplyOptions,
): Promise<Answered> {
  return withOriginal(context, id, readingOptions(options), async (open) => {
    const sent = await sending.send(
      replyTo(context, await readMessage(open()), open, message, options),
      options,
    );
    return { ...sent, marked: await mark(context, id, { answered: true }, options) };
  });
}

export function forward(
  context: MailboxContext,
  sending: Sending,
  id: string,
  message: MailToSend,
  options: ForwardOptions,
): Promise<Answered> {
  return withOriginal(context, id, readingOptions(options), async (open) => {
    const old = await readMessage(open());
    const made = options.as === 'attachment' ? enclosed(old, open, message) : inlined(old, open, message);
    const sent = await sending.send(made, options);
    return { ...sent, marked: await mark(context, id, { forwarded: true }, options) };
  });
}

function replyTo(
  context: MailboxContext,
  old: ReadMessage,
  open: Openable,
  message: MailToSend,
  options: ReplyOptions,
): MailToSend {
  const { account, address } = context.world;
  const { all, list, quote = true } = options;
  const own = [account.address, address, ...(options.own ?? [])];
  const { to, cc } = answerRecipients(old.header, { all, list, own });
  return {
    subject: replySubject(old.header.subject),
    ...threadOf(old.header),
    to: people(to),
    ...(cc.length > 0 ? { cc: people(cc) } : {}),
    // What the caller says comes last, and wins.
    ...defined(message),
    ...(quote ? quotation(old, open, message) : {}),
  };
}

function quotation(
  old: ReadMessage,
  open: Openable,
  message: MailToSend,
): Pick<MailToSend, 'text' | 'html' | 'attachments'> {
  const words = attribution(old.header);
  const text = joinText(
    message.text ?? (message.html === undefined ? '' : undefined),
    `${words}\n${quoted(old.text)}\n`,
  );
  if (message.html === undefined) return { text: text ?? '' };
  const inside = old.html?.safe ?? `<pre>${escapeHtml(old.text)}</pre>`;
  const html = `${message.html}<br><p>${escapeHtml(words)}</p><blockquote type="cite">${inside}</blockquote>`;
  // What the quoted HTML shows in its place goes along; what only hung on the message does not.
  const shown = old.attachments.filter(({ inline }) => inline).map((attachment) => carried(open, attachment));
  return {
    html,
    ...(text === undefined ? {} : { text }),
    attachments: [...(message.attachments ?? []), ...shown],
  };
}

function inlined(old: ReadMessage, open: Openable, message: MailToSend): MailToSend {
  const head = forwardHead(old.header);
  const line = '---------- Forwarded message ----------';
  const fields = head.map(([name, value]) => `${name}: ${value}`).join('\n');
  const below = `${line}\n${fields}\n\n${old.text}`;
  const text = joinText(message.text ?? (message.html === undefined ? '' : undefined), below);
  const attachments = old.attachments.map((attachment) => carried(open, attachment));
  const shownFields = head.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}<br>`).join('');
  const inside = old.html?.safe ?? `<pre>${escapeHtml(old.text)}</pre>`;
  const ownHtml =
    message.html ??
    (old.html ? `<p>${escapeHtml(message.text ?? '').replace(/\n/g, '<br>')}</p>` : undefined);
  return {
    subject: forwardSubject(old.header.subject),
    references: threadOf(old.header).references,
    ...defined(message),
    ...(text === undefined ? {} : { text }),
    ...(ownHtml === undefined ? {} : { html: `${ownHtml}<p>${line}<br>${shownFields}</p>${inside}` }),
    attachments: [...(message.attachments ?? []), ...attachments],
  };
}

function enclosed(old: ReadMessage, open: Openable, message: MailToSend): MailToSend {
  const filename = `${
    old.header.subject
      .replace(/[^\p{L}\p{N} _.-]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'message'
  }.eml`;
  return {
    subject: forwardSubject(old.header.subject),
    references: threadOf(old.header).references,
    ...defined(message),
    // Without any words the old message would be all of the new one, which many programs show as if it had been sent anew.
    ...(message.html === undefined && !message.text ? { text: '\n' } : {}),
    attachments: [...(message.attachments ?? []), { filename, contentType: 'message/rfc822', content: open }],
  };
}

/** An attachment of the old message, read out of it each time. */
export function carried(open: Openable, attachment: ReadMessage['attachments'][number]): OutgoingAttachment {
  const { part, name, type, charset = '', contentId, inline } = attachment;
  const said = /^[\w.:+-]{1,40}$/.test(charset)
    ? `; charset=${/:/.test(charset) ? `"${charset}"` : charset}`
    : '';
  const cid =
    inline && contentId !== undefined && /^[!-~]{1,200}$/.test(contentId) && !/[<>"]/.test(contentId);
  return {
    ...(name === undefined ? {} : { filename: name.replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ') }),
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(type) ? { contentType: `${type}${said}` } : {}),
    ...(cid ? { cid: contentId } : {}),
    async *content() {
      for await (const found of attachmentContents(open())) {
        if (found.part !== part) continue;
        yield* found.content;
        return;
      }
    },
  };
}

async function mark(
  context: MailboxContext,
  id: string,
  change: FlagChange,
  options: SendOptions,
): Promise<boolean> {
  // Exchange keeps no $Forwarded by IMAP; Graph sets the property that Outlook shows.
  const { connected } = context.world;
  const doors = [
    undefined,
    ...(connected.includes('imap') && connected.includes('graph') ? ['graph' as const] : []),
  ];
  for (const via of doors) {
    try {
      await flagMessages(context, [id], change, { ...readingOptions(options), via });
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      context.world.log?.info('sending.not-marked', { id, error: error.message });
    }
  }
  return false;
}

export function people(
  list: readonly { name: string | undefined; address: string }[],
): { name?: string; address: string }[] {
  return list.map(({ name, address }) => {
    const plain = name?.replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ').trim();
    return plain ? { name: plain, address } : { address };
  });
}

function joinText(own: string | undefined, below: string): string | undefined {
  if (own === undefined) return undefined;
  return own === '' ? below : `${own.trimEnd()}\n\n${below}`;
}

export function defined(message: MailToSend): MailToSend {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined));
}
