// A message as it is read: what it says, and what hangs on it. Types alone.

import type { CalendarEvent } from './calendar.ts';
import type { MessageHeader } from './header.ts';
import type { DeliveryReport, ReadReceipt } from './report.ts';

/** `message`: another message; `signature`: only programs look at it; `tnef`: Outlook's winmail.dat, a container of its own. */
export type AttachmentKind = 'file' | 'message' | 'calendar' | 'signature' | 'tnef';

export interface Attachment {
  /** Its place in the message as IMAP numbers it: names it in `saveAttachments`. */
  readonly part: string;
  readonly kind: AttachmentKind;
  /** As the sender calls it; undefined where it has no name. May be a path: names of files are made by `safeName`. */
  readonly name: string | undefined;
  /** `application/pdf`. */
  readonly type: string;
  /** Of a text, as the sender says it. */
  readonly charset?: string | undefined;
  /** Of its content, decoded. */
  readonly bytes: number;
  readonly disposition: 'attachment' | 'inline' | undefined;
  /** Without angle brackets: what `cid:` in the HTML names. */
  readonly contentId: string | undefined;
  /** True where the HTML shows it in its place. */
  readonly inline: boolean;
  /** Of an attached message: its subject. */
  readonly subject: string | undefined;
}

export interface Protection {
  readonly by: 'smime' | 'pgp';
}

export interface ReadMessage {
  readonly header: MessageHeader;
  /** What its plain text says, or what its HTML says as text. */
  readonly text: string;
  readonly html:
    | {
        /** As the sender wrote it: not to be put into any page. */
        readonly raw: string;
        readonly safe: string;
        /** Remote images that `safe` does not fetch. */
        readonly blockedImages: number;
      }
    | undefined;
  readonly attachments: readonly Attachment[];
  readonly calendar: CalendarEvent | undefined;
  readonly delivery: DeliveryReport | undefined;
  readonly receipt: ReadReceipt | undefined;
  /** Who sent it, as far as the header says: a person, a program by itself, a list, a mass mailing. */
  readonly sentBy: 'person' | 'program' | 'list' | 'bulk';
  /** Not checked, only told. */
  readonly signed: Protection | undefined;
  /** It cannot be read here: what there is to see is the envelope. */
  readonly encrypted: Protection | undefined;
  /** True where a limit was met and a part of it is left out; what is there is right. */
  readonly truncated: boolean;
  /** Octets of all of it. */
  readonly bytes: number;
}
