// What a watch remembers of a message at Graph, and how it knows it again: by its id, or by its name where another folder has
// the path.

import { createHash } from 'node:crypto';
import type { ChangedMessage, DeltaPage } from '../../mail/graph/delta.ts';
import { nameOf } from '../ids/message-ref.ts';
import type { FolderState, Known } from './folder-state.ts';
import type { FolderChange } from './source.ts';

/** @param before - as it was known: what nobody has asked for now has stayed what it was */
export function knownOf(changed: ChangedMessage, before: Known | undefined): Known {
  const { message } = changed;
  const verb = verbOf(message) ?? before?.digest.slice(shownOf(before.digest).length) ?? '';
  return { name: nameOf(message), order: message.receivedAtMs ?? 0, digest: digestOf(changed) + verb };
}

/** True where the delta shows nothing new of it. */
export function isSame(changed: ChangedMessage, known: Known | undefined): boolean {
  return (
    known !== undefined &&
    shownOf(known.digest) === digestOf(changed) &&
    known.name === nameOf(changed.message)
  );
}

/** Keys by name, the newest last. */
export type Namesakes = ReadonlyMap<string, string[]>;

export function namesakes(state: FolderState): Namesakes {
  const found = new Map<string, string[]>();
  for (const [key, { name }] of [...state.entries()].sort(([, a], [, b]) => a.order - b.order)) {
    const keys = found.get(name);
    if (keys) keys.push(key);
    else found.set(name, [key]);
  }
  return found;
}

/** What was there keeps its digest, so that what has changed meanwhile is seen as such. */
export function* rekeyed(
  entries: DeltaPage['entries'],
  about: { state: FolderState; met: ReadonlySet<string>; others: Namesakes },
): Generator<FolderChange, void> {
  const { state, met, others } = about;
  for (const entry of entries) {
    if (entry.kind !== 'message' || state.get(entry.message.id)) continue;
    const fresh = knownOf(entry, undefined);
    const keys = others.get(fresh.name) ?? [];
    // Moved from the one folder to the other it has kept its key.
    while (met.has(keys.at(-1) ?? '')) keys.pop();
    const key = keys.pop();
    const known = key === undefined ? undefined : state.get(key);
    if (key === undefined || !known) continue;
    yield { kind: 'silent', mutation: { kind: 'drop', key } };
    const mutation = {
      kind: 'put',
      key: entry.message.id,
      known: { ...fresh, digest: known.digest },
    } as const;
    yield { kind: 'silent', mutation };
  }
}

/** Of what the delta shows. */
function digestOf({ message, categories, importance }: ChangedMessage): string {
  const { isRead, isFlagged, isDraft, subject, preview, hasAttachments } = message;
  const words = [isRead, isFlagged, isDraft, hasAttachments, subject, preview, importance, ...categories];
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 16);
}

/** Behind the digest, where it was asked for: the delta does not show it. */
function verbOf({ isAnswered, isForwarded }: ChangedMessage['message']): string | undefined {
  if (isAnswered === undefined) return undefined;
  return isAnswered ? '+answered' : isForwarded ? '+forwarded' : '';
}

function shownOf(digest: string): string {
  return digest.replace(/\+.*$/, '');
}
