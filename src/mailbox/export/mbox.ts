// One file for all: mbox as RFC 4155 describes it, with the quoting of mboxrd, which can be undone: every line that begins with any
// number of `>` and `From ` has one more in front. It only grows; what was interrupted is cut off again.

import { open } from 'node:fs/promises';
import type { DoorMessage } from '../doors/door.ts';
import { type Disk, onDisk } from '../reading/whole-file.ts';
import type { Taken } from './journal.ts';
import { lineFeeds } from './maildir.ts';
import type { Sink } from './sink.ts';

/** @param keepBytes - what is beyond that was never finished; undefined where all of it was */
export async function openMbox(file: string, disk: Disk, keepBytes: number | undefined): Promise<Sink> {
  // Made where it is not there; never emptied.
  await (await onDisk(file, () => open(file, 'a', 0o600))).close();
  const handle = await onDisk(file, () => disk.open(file, 'r+', 0o600));
  let size = (await handle.stat()).size;
  const cutTo = async (bytes: number): Promise<void> => {
    if (size > bytes) await onDisk(file, () => handle.truncate(bytes));
    size = bytes;
  };
  if (keepBytes !== undefined && keepBytes < size) await cutTo(keepBytes);
  let added: Taken[] = [];
  let sure = size;
  return {
    begin: () => size,
    async add({ message, key, name, content }, pieces) {
      const start = size;
      try {
        for await (const piece of written(message, pieces)) {
          await onDisk(file, async () => {
            for (let at = 0; at < piece.length; ) {
              const { bytesWritten } = await handle.write(piece, at, piece.length - at, size);
              at += bytesWritten;
              size += bytesWritten;
            }
          });
        }
      } catch (error) {
        await cutTo(start);
        throw error;
      }
      added.push({ key, name, file: '', content });
      return size - start;
    },
    async seal() {
      await onDisk(file, () => handle.datasync());
      sure = size;
      const sealed = added;
      added = [];
      return sealed;
    },
    publish: () => Promise.resolve(),
    recover: () => Promise.resolve([]),
    async drop() {
      added = [];
      await cutTo(sure);
    },
    close: () => handle.close(),
  };
}

async function* written(
  message: DoorMessage,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from(fromLine(message));
  // Of a line that is not whole yet: as much as could become a From line.
  let rest = '';
  let atLineStart = true;
  let last = '\n';
  for await (const piece of lineFeeds(pieces)) {
    const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    rest = '';
    const open = text.lastIndexOf('\n') + 1;
    const tail = text.slice(open);
    const couldBe = (open > 0 || atLineStart) && tail.length < 1000 && /^>*(?:F(?:r(?:om?)?)?)?$/.test(tail);
    const sure = couldBe ? text.slice(0, open) : text;
    if (couldBe) rest = tail;
    if (sure === '') continue;
    yield Buffer.from(quoted(sure, atLineStart), 'latin1');
    last = sure.at(-1) ?? last;
    atLineStart = last === '\n';
  }
  if (rest !== '') yield Buffer.from(rest, 'latin1');
  const ends = rest === '' && last === '\n';
  yield Buffer.from(ends ? '\n' : '\n\n');
}

function quoted(text: string, atLineStart: boolean): string {
  const inner = text.replace(/\n(>*From )/g, '\n>$1');
  return atLineStart ? inner.replace(/^(>*From )/, '>$1') : inner;
}

/** RFC 4155: who, and when it came, by UTC, as asctime() writes it. */
function fromLine({ from, receivedAtMs, sentAtMs }: DoorMessage): string {
  const sender = /^[\x21-\x7e]+$/.test(from?.address ?? '') ? from?.address : 'MAILER-DAEMON';
  const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(receivedAtMs ?? sentAtMs ?? 0)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `From ${sender} ${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}\n`;
}
