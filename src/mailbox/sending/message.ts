// What a caller may hand to `send`, and what comes back.

import type { Readable } from 'node:stream';
import type { DeliveryReport, RefusedRecipient } from '../../mail/smtp/mail.ts';
import type { OutgoingAttachment, OutgoingMessage } from '../../mime/outgoing.ts';
import type { VerbOptions } from '../verb-options.ts';

/** By a path, or as bytes, or as a stream, which is kept in a temporary file until it is sent. */
export type Attachment =
  | OutgoingAttachment
  | (Omit<OutgoingAttachment, 'content'> & { readonly path: string })
  | (Omit<OutgoingAttachment, 'content'> & { readonly stream: Readable | AsyncIterable<Uint8Array> });

export interface MailToSend extends Omit<OutgoingMessage, 'attachments'> {
  readonly attachments?: readonly Attachment[] | undefined;
}

/** A message that is ready (RFC 5322, .eml). Its header stays as it is; Bcc is taken out. */
export interface RawToSend {
  readonly raw: string | Uint8Array | (() => AsyncIterable<Uint8Array>) | { readonly path: string };
  /** Instead of what its header says. */
  readonly envelope?: { readonly from?: string; readonly to?: readonly string[] } | undefined;
}

export type ToSend = MailToSend | RawToSend;

/** True where the caller says the Message-ID: another message may have it already. */
export function namesItself(message: ToSend): boolean {
  return 'raw' in message || message.messageId !== undefined;
}

/** Who puts the copy into Sent Items. */
export type SentCopyChoice = 'auto' | 'server' | 'append' | 'none';

export interface SendOptions extends VerbOptions {
  /** Default: 'auto', which knows the servers that do it themselves, and looks. */
  readonly sentCopy?: SentCopyChoice | undefined;
  /** To those who are accepted, where some are refused. Default: to nobody then. SMTP only. */
  readonly partly?: boolean | undefined;
  /** Ask for delivery status notifications (RFC 3461). Graph can only be asked to report deliveries. */
  readonly report?: DeliveryReport | undefined;
}

export type SendRoute = 'smtp' | 'graph';

/** The way that a message takes, and why. */
export interface RouteChosen {
  readonly route: SendRoute;
  /** For people: 'SMTP is switched off for the mailbox'. */
  readonly because: string;
}

export interface Sent extends RouteChosen {
  /** As we wrote it, with its brackets. */
  readonly messageId: string;
  /** The server's last word. */
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly refused: readonly RefusedRecipient[];
  /** Undefined for a draft that the server sent as it was. */
  readonly bytes: number | undefined;
  /** True where the answer was lost, and the message was found in Sent Items afterwards; or was there before. */
  readonly found: boolean;
  readonly sentCopy: SentCopy;
}

export type SentCopy =
  | { readonly by: 'server' | 'append' | 'nobody' }
  /** The message is sent all the same. */
  | { readonly by: 'failed'; readonly error: Error };

export interface DryRun extends RouteChosen {
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** In the envelope and in no field. */
  readonly hidden: readonly string[];
  /** Without Bcc, as it would go over the wire. */
  readonly header: string;
  readonly bytes: number;
  readonly host: string;
  readonly user: string;
  readonly sentCopy: 'server' | 'append' | 'none' | 'looked for';
}
