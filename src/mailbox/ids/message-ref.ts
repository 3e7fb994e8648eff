// One id for one message, whichever door it came by. IMAP's UID, POP's UIDL and Graph's id mean nothing to one another;
// the Message-ID field is what all of them show. It is not unique (a message to oneself is in two folders, a copy in one
// folder twice) and not always there, so the id says where the message was seen, which of several it is, and, where there
// is no Message-ID, what can be known of it. It carries all that by itself: no table has to be kept. docs/adr/0074.
//
//   inbox:CAHk7...@mail.contoso.example        in the inbox, by its Message-ID
//   inbox:CAHk7...@mail.contoso.example:2      the second newest of several that are alike
//   inbox::20261101T080000Z:5f0c2a7e91d4       no Message-ID: its Date, and a digest of Date, From and Subject

import { createHash } from 'node:crypto';
import { fail } from '../../errors/error.ts';
import type { Address, MessageId } from '../message.ts';

export interface MessageRef {
  /** `Folder.path`; undefined for a bare Message-ID: anywhere. */
  readonly folder: string | undefined;
  /** With angle brackets. */
  readonly messageId: string | undefined;
  /** Where there is no Message-ID. */
  readonly fingerprint: string | undefined;
  /** Milliseconds since the epoch, whole seconds; of the Date field. Helps to find a fingerprint. */
  readonly sentAtMs: number | undefined;
  /** Counted from 1, the newest first; undefined where nobody has counted. */
  readonly twin: number | undefined;
}

/** What an id is made of. */
export interface Named {
  readonly messageId: string | undefined;
  readonly sentAtMs: number | undefined;
  readonly from: Address | undefined;
  readonly subject: string;
}

/** Longer ones have been seen in junk mail only; an id has to stay something that can be passed around. */
const messageIdCharsMax = 998;
const digestChars = 12;
const undated = '0';

export function messageIdOf(folder: string, message: Named, twin?: number): MessageId {
  return idOfName(folder, nameOf(message), twin);
}

/** An id without folder and twin: what has to be kept of a message to name it when it is gone. */
export function nameOf(message: Named): string {
  const bare = bareMessageId(message.messageId);
  return bare === undefined ? `:${timeText(message.sentAtMs)}:${fingerprintOf(message)}` : escape(bare);
}

/** True where no Message-ID tells it from others: two that are named alike may be two. */
export function isNameless({ messageId }: Pick<Named, 'messageId'>): boolean {
  return bareMessageId(messageId) === undefined;
}

/** The name that an id tells. */
export function nameIn({ messageId, fingerprint, sentAtMs }: MessageRef): string {
  const bare = bareMessageId(messageId);
  return bare === undefined ? `:${timeText(sentAtMs)}:${fingerprint ?? ''}` : escape(bare);
}

/** @param name - from `nameOf` */
export function idOfName(folder: string, name: string, twin?: number): MessageId {
  const suffix = twin === undefined || twin === 1 ? '' : `:${twin}`;
  // The one place where an id is made.
  return `${escape(folder)}:${name}${suffix}` as MessageId;
}

/**
 * Reads what a caller gives: an id of ours, or a Message-ID with or without its brackets.
 *
 * @throws `message-id-not-understood`
 */
export function parseMessageId(text: string): MessageRef {
  const given = text.trim();
  const foreign = /^<([^<>\s]+)>$/.exec(given)?.[1] ?? (/^[^:\s]+@[^:\s]+$/.test(given) ? given : undefined);
  if (foreign !== undefined) return anywhere(foreign);
  const parts = given.split(':');
  const [folder, key, ...rest] = parts.map((part) => unescape(part));
  if (folder === undefined || folder === '' || key === undefined || rest.length > 3) throw strange(text);
  if (key !== '') {
    if (rest.length > 1) throw strange(text);
    const twin = twinOf(rest[0], text);
    return { folder, messageId: `<${key}>`, fingerprint: undefined, sentAtMs: undefined, twin };
  }
  const [time = '', fingerprint = '', twin] = rest;
  if (!/^[0-9a-f]{12}$/.test(fingerprint)) throw strange(text);
  const sentAtMs = time === undated ? undefined : timeFrom(time);
  if (Number.isNaN(sentAtMs)) throw strange(text);
  return { folder, messageId: undefined, fingerprint, sentAtMs, twin: twinOf(twin, text) };
}

/** Equal for one message by every door: each of them tells Date, From and Subject. */
export function fingerprintOf({ sentAtMs, from, subject }: Omit<Named, 'messageId'>): string {
  const words = subject.replace(/\s+/g, ' ').trim();
  const text = [timeText(sentAtMs), from?.address.toLowerCase() ?? '', words].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, digestChars);
}

function anywhere(bare: string): MessageRef {
  return {
    folder: undefined,
    messageId: `<${bare}>`,
    fingerprint: undefined,
    sentAtMs: undefined,
    twin: undefined,
  };
}

/** The text between the brackets; undefined for what no search would find again. */
function bareMessageId(field: string | undefined): string | undefined {
  const bare = field?.trim().replace(/^<|>$/g, '');
  if (bare === undefined || bare === '' || bare.length > messageIdCharsMax) return undefined;
  return /[\s<>\p{Cc}]/u.test(bare) ? undefined : bare;
}

function timeText(atMs: number | undefined): string {
  if (atMs === undefined) return undated;
  return new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** NaN for what is no time. */
function timeFrom(text: string): number {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return Number.NaN;
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function twinOf(text: string | undefined, whole: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw strange(whole);
  return Number(text);
}

/** Everything that a shell, a URL path or a query could take for something else becomes `~` and two hexadecimal digits. */
function escape(text: string): string {
  // Of ten thousand ids nearly all are plain, and nothing is made of those.
  if (!/[^A-Za-z0-9@._=-]/.test(text)) return text;
  const octets = Buffer.from(text, 'utf8').toString('latin1');
  return octets.replace(
    /[^A-Za-z0-9@._=-]/g,
    (char) => `~${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}

function unescape(text: string): string {
  const percent = encodeURIComponent(text).replace(/~([0-9A-F]{2})/gi, '%$1');
  try {
    return decodeURIComponent(percent);
  } catch (error) {
    if (error instanceof URIError) throw strange(text);
    throw error;
  }
}

function strange(text: string): Error {
  return fail('message-id-not-understood', { given: text.slice(0, 200) });
}
