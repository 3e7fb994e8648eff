// The process whose memory is measured: everything that reads a message, done to the only one of a folder. Says what was
// read and written, and the most memory that it ever had resident.

import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { mailboxAt, tokensFrom } from '../kit/mailbox-at.ts';
import { peakMb } from '../kit/peak-memory.ts';
import type { MemoryTask } from './memory-child.ts';

/** What the test writes to stdin. */
export interface OneLineTask extends MemoryTask {
  /** A folder that is empty. */
  readonly into: string;
}

export interface OneLineOutcome {
  readonly text: string;
  /** Digest of the file that hangs on it. */
  readonly attached: string;
  /** Of the message in an mbox. */
  readonly exported: string;
  readonly rssMb: number;
}

const pieces: Uint8Array[] = [];
for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
const task = JSON.parse(Buffer.concat(pieces).toString('utf8')) as OneLineTask;
const { places, ca, address, token, via, id, into } = task;
const box = await mailboxAt(places, { ca, address, tokens: tokensFrom(address, () => token) });
const { text = '' } = await box.read(id, { via });
const [attached] = await box.saveAttachments(id, into, { via });
const mbox = join(into, 'mbox');
await box.export('inbox', { format: 'mbox', into: mbox, via });
await box.close();
const outcome: OneLineOutcome = {
  text,
  attached: attached ? await sha256(createReadStream(attached.file)) : '',
  // What is asked about is the message: its first line is the file's own.
  exported: await sha256(createReadStream(mbox, { start: firstLine(mbox) })),
  rssMb: peakMb(),
};
process.stdout.write(JSON.stringify(outcome));

async function sha256(pieces: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

function firstLine(file: string): number {
  const start = Buffer.alloc(200);
  const handle = openSync(file, 'r');
  readSync(handle, start);
  closeSync(handle);
  return start.indexOf('\n') + 1;
}
