// A message as programs get it: the fields of --json, and the columns of a pipe. Documented in docs/mail.md; a field keeps
// its name and its form.

import type { Address, Flags, MessageSummary } from '../../mailbox/message.ts';

export const messageFields = [
  'id',
  'folder',
  'subject',
  'from',
  'to',
  'cc',
  'receivedAt',
  'sentAt',
  'flags',
  'bytes',
  'hasAttachments',
  'preview',
  'messageId',
] as const;

export const messageColumns = 'id, received (UTC), flags, bytes, sender, subject';

export function messageRow(message: MessageSummary): Readonly<Record<string, unknown>> {
  const { receivedAtMs, sentAtMs, ...same } = message;
  return { ...same, receivedAt: isoTime(receivedAtMs), sentAt: isoTime(sentAtMs) };
}

/** Tab-separated, see `messageColumns`. */
export function messageCells(message: MessageSummary): readonly string[] {
  const { id, receivedAtMs, sentAtMs, flags, bytes, from, subject } = message;
  const at = isoTime(receivedAtMs ?? sentAtMs) ?? '';
  return [id, at, flagWords(flags), bytes === undefined ? '' : String(bytes), from?.address ?? '', subject];
}

/** `seen,flagged`; `-` where none is set, and nothing where the door does not tell. */
function flagWords(flags: Flags | undefined): string {
  if (!flags) return '';
  const set = Object.entries(flags).flatMap(([name, on]) => (on ? [name] : []));
  return set.length === 0 ? '-' : set.join(',');
}

export function isoTime(atMs: number | undefined): string | undefined {
  return atMs === undefined || Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
}

/** `Ben Berger <ben@contoso.example>`. */
export function addressText({ name, address }: Address): string {
  return name === undefined || name === '' || name === address ? address : `${name} <${address}>`;
}

/** The name alone, where there is one. */
export function shortAddress(address: Address | undefined): string {
  return address?.name || address?.address || '';
}
