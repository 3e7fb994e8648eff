// What a part is for: the text of the message, something that hangs on it, or a machine's words.

import type { Part } from './part.ts';

export type Role =
  | 'text'
  | 'html'
  | 'calendar'
  | 'delivery-status'
  | 'disposition-notification'
  | 'original-header'
  | 'attachment'
  /** Says the same in a way that only some programs know. */
  | 'ignored';

/** As much of a part as says what it is for: a header has it, and a server's account of the message as well. */
export interface PartKind extends Pick<Part, 'path' | 'type' | 'disposition' | 'name'> {
  readonly parent: PartKind | undefined;
}

export function roleOf(part: PartKind): Role {
  const { type } = part;
  // A multipart that has no parts is read as the text that it is.
  if (type.startsWith('multipart/')) return 'text';
  if (/^message\/(?:global-)?delivery-status$/.test(type)) return 'delivery-status';
  if (/^message\/(?:global-)?disposition-notification$/.test(type)) return 'disposition-notification';
  const original = /^(?:text\/rfc822-headers|message\/global-headers)$/.test(type);
  if (original && within(part, 'multipart/report')) return 'original-header';
  if (part.disposition === 'attachment') return 'attachment';
  const alternative = within(part, 'multipart/alternative') !== undefined;
  if (type === 'text/calendar' && (alternative || part.name === undefined || !part.parent)) return 'calendar';
  // A text with a name is a file, unless there is nothing else.
  const named = part.name !== undefined && part.parent !== undefined && !isRoot(part);
  if (named) return 'attachment';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (type === 'text/plain') return 'text';
  if (!type.startsWith('text/')) return 'attachment';
  if (alternative) return 'ignored';
  return part.parent ? 'attachment' : 'text';
}

/** The multipart that a part stands in, of that type; however far up. */
export function within(part: PartKind, type: string): PartKind | undefined {
  for (let up = part.parent; up; up = up.parent) if (up.type === type) return up;
  return undefined;
}

/** The first part of multipart/related, or the one that it names (RFC 2387): what the others belong to. */
function isRoot(part: PartKind): boolean {
  return part.parent?.type === 'multipart/related' && /(?:^|\.)1$/.test(part.path);
}

export function isSignature({ type, name }: Part): boolean {
  return /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/.test(type) || name === 'smime.p7s';
}

export function isTnef({ type, name }: Part): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/.test(type) || name?.toLowerCase() === 'winmail.dat';
}

/** Also as programs send it that know no iCalendar: a file by its name. */
export function isCalendar({ type, name }: Pick<Part, 'type' | 'name'>): boolean {
  if (type === 'text/calendar' || type === 'application/ics') return true;
  return type === 'application/octet-stream' && /\.ics$/i.test(name ?? '');
}

export function isMessage({ type }: Part): boolean {
  return type === 'message/rfc822' || type === 'message/global';
}
