// Where a watch can go on, as one line of text: the snapshots of its folders, packed. Whoever keeps it need not know what
// is in it; whoever hands in something else is told so.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fail } from '../../errors/error.ts';
import type { ReadService } from '../doors/door.ts';
import type { Known, Snapshot } from './folder-state.ts';

/** Of one mailbox, by one door. */
export interface Cursor {
  /** Its address, in lower case. */
  readonly mailbox: string;
  readonly by: ReadService;
  /** By `Folder.path`. */
  readonly folders: ReadonlyMap<string, Snapshot>;
}

const prefix = 'mgw1.';
/** A million messages with long names. A text of that size that unpacks to more was not made here. */
const unpackedBytesMax = 256 * 1024 * 1024;

/** Key, name, digest, and the order where it is not the key itself. */
type Row = readonly [string, string, string] | readonly [string, string, string, number];

export function encodeCursor({ mailbox, by, folders }: Cursor): string {
  const packed = [...folders].map(([path, { epoch, messages }]) => [
    path,
    epoch,
    [...messages].map(([key, { name, digest, order }]): Row => {
      return String(order) === key ? [key, name, digest] : [key, name, digest, order];
    }),
  ]);
  const json = JSON.stringify([mailbox, by, packed]);
  return prefix + deflateRawSync(json).toString('base64url');
}

/**
 * @param where - how to name it in an error: 'the text', or a file
 * @throws `watch-cursor-not-understood`
 */
export function decodeCursor(text: string, where: string): Cursor {
  const strange = (problem: string, cause?: unknown): Error =>
    fail('watch-cursor-not-understood', { where, problem }, { cause });
  const trimmed = text.trim();
  if (!trimmed.startsWith(prefix)) throw strange(`it does not begin with ${prefix}`);
  let parsed: unknown;
  try {
    const packed = Buffer.from(trimmed.slice(prefix.length), 'base64url');
    parsed = JSON.parse(inflateRawSync(packed, { maxOutputLength: unpackedBytesMax }).toString('utf8'));
  } catch (error) {
    throw strange('it is cut off or changed', error);
  }
  const cursor = cursorOf(parsed);
  if (!cursor) throw strange('what is in it has another shape');
  return cursor;
}

function cursorOf(parsed: unknown): Cursor | undefined {
  if (!Array.isArray(parsed)) return undefined;
  const [mailbox, by, folders] = parsed as unknown[];
  if (typeof mailbox !== 'string' || !Array.isArray(folders)) return undefined;
  if (by !== 'imap' && by !== 'graph' && by !== 'pop') return undefined;
  const read = new Map<string, Snapshot>();
  for (const folder of folders as unknown[]) {
    if (!Array.isArray(folder)) return undefined;
    const [path, epoch, rows] = folder as unknown[];
    if (typeof path !== 'string' || typeof epoch !== 'string' || !Array.isArray(rows)) return undefined;
    const messages = new Map<string, Known>();
    for (const row of rows as unknown[]) {
      const entry = knownOf(row);
      if (!entry) return undefined;
      messages.set(...entry);
    }
    read.set(path, { by, epoch, messages });
  }
  return { mailbox, by, folders: read };
}

function knownOf(row: unknown): [string, Known] | undefined {
  if (!Array.isArray(row)) return undefined;
  const [key, name, digest, order = Number(key)] = row as unknown[];
  if (typeof key !== 'string' || typeof name !== 'string' || typeof digest !== 'string') return undefined;
  return typeof order === 'number' && !Number.isNaN(order) ? [key, { name, digest, order }] : undefined;
}
