// A Maildir (D. J. Bernstein's "maildir", and the flags in names of cr.yp.to/proto/maildir.html): a file for each message, flags in
// its name, its time the time it came. Lines end as they do in files of this system's mail programs.

import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { makeFolder } from '../make-folder.ts';
import type { Flags } from '../message.ts';
import { type Disk, onDisk } from '../reading/whole-file.ts';
import { BatchOfFiles, digestOf, type Places } from './batch-of-files.ts';
import type { Taken } from './journal.ts';
import { LineFeeds, lineFeedsIn } from './line-ends.ts';
import type { Sink, ToWrite } from './sink.ts';

const suffix = '.mailgrant';

export async function openMaildir(root: string, parts: { disk: Disk; clock: Clock }): Promise<Sink> {
  for (const part of ['tmp', 'new', 'cur']) {
    await onDisk(root, () => makeFolder(join(root, part)));
  }
  // What an interrupted export of ours left; nobody else's file ends so.
  for (const name of await readdir(join(root, 'tmp'))) {
    if (name.endsWith(suffix)) await unlink(join(root, 'tmp', name));
  }
  const files = new BatchOfFiles(root, parts);
  const placesOf = (given: ToWrite): Places => {
    const unique = uniqueName(given);
    return { temporary: join('tmp', unique), file: placeOf(unique, given.message.flags) };
  };
  return {
    add: (given, pieces) => files.add(given, lineFeeds(pieces), placesOf(given)),
    addWhole(given, octets) {
      // Before the octets are moved: what `given` has not told yet it reads from them.
      const places = placesOf(given);
      return files.addWhole(given, lineFeedsIn(octets), places);
    },
    seal: () => files.seal(),
    publish: () => files.publish(),
    recover: (plan) => there(root, plan),
    drop: () => files.drop(),
    close: () => files.drop(),
  };
}

function uniqueName(given: ToWrite): string {
  const { message } = given;
  // In this order: the second one has a header read for it, and most messages need none.
  const seconds = Math.max(0, Math.floor((message.receivedAtMs ?? message.sentAtMs ?? 0) / 1000));
  return `${seconds}.${digestOf(given)}${suffix}`;
}

/** Unread ones that nobody has touched are new; everything else is current, and says what it is. */
function placeOf(unique: string, flags: Flags | undefined): string {
  const letters = [
    flags?.draft ? 'D' : '',
    flags?.flagged ? 'F' : '',
    flags?.forwarded ? 'P' : '',
    flags?.answered ? 'R' : '',
    flags?.seen ? 'S' : '',
  ].join('');
  // Windows has no colons in names; the readers there know this one.
  const colon = process.platform === 'win32' ? ';' : ':';
  return letters === '' ? join('new', unique) : join('cur', `${unique}${colon}2,${letters}`);
}

/** A mail program may have looked in between: it moves from new to cur, and changes flags. */
async function there(root: string, plan: readonly Taken[]): Promise<readonly Taken[]> {
  const names = [...(await readdir(join(root, 'new'))), ...(await readdir(join(root, 'cur')))];
  const found = new Set(names.map((name) => unflagged(name)));
  return plan.filter(({ file }) => found.has(unflagged(file.split(/[\\/]/).at(-1) ?? '')));
}

function unflagged(name: string): string {
  return name.replace(/[:;]2,.*$/, '');
}

export async function* lineFeeds(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const ends = new LineFeeds();
  for await (const piece of pieces) yield ends.write(piece);
  const rest = ends.end();
  if (rest.length > 0) yield rest;
}
