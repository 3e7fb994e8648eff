// A name for a message among files: when it was sent and what it is about, in the order in which people look for it.

import type { MessageSummary } from '../message.ts';
import { safeName } from './safe-name.ts';

const subjectCharsMax = 80;

/** `2026-11-02 0900 Invoice`, by UTC; without an extension. */
export function emlName({
  sentAtMs,
  receivedAtMs,
  subject,
}: Pick<MessageSummary, 'sentAtMs' | 'receivedAtMs' | 'subject'>): string {
  const atMs = sentAtMs ?? receivedAtMs;
  const when =
    atMs === undefined
      ? 'undated'
      : new Date(atMs).toISOString().replace('T', ' ').slice(0, 16).replace(':', '');
  // Slashes in a subject separate no folders.
  const words = [...subject.replace(/[\\/]/g, '-')].slice(0, subjectCharsMax).join('');
  return safeName(`${when} ${words}`.trim(), { base: when });
}
